/** Where an import stands. `share`: of the file, 0 to 1, null when its length is not known. `readings`: of the whole file;
 *  `newReadings` and `elapsedMs`: of this run; `startShare`: where this run began. */
export interface Standing {
  name: string
  share: number | null
  startShare: number
  readings: number
  newReadings: number
  elapsedMs: number
}

const barWidth = 24

/** One line about an import under way: bar, readings, rate, remaining time. */
export function progressLine(standing: Standing, width = Infinity): string {
  const { name, share, readings, newReadings, elapsedMs } = standing
  const rate = elapsedMs > 0 ? Math.round(newReadings / (elapsedMs / 1000)) : 0
  const figures = [
    ...(share === null
      ? []
      : [`[${'='.repeat(Math.floor(share * barWidth)).padEnd(barWidth)}] ${Math.floor(share * 100)} %`]),
    `${count(readings)} readings`,
    `${count(rate)}/s`,
    ...remaining(standing),
  ].join('  ')
  const room = width - figures.length - 2
  if (room < 8) return figures.slice(0, width)
  return `${name.length > room ? `…${name.slice(name.length - room + 1)}` : name}  ${figures}`
}

function remaining({ share, startShare, elapsedMs }: Standing): string[] {
  if (share === null || share - startShare <= 0 || elapsedMs < 1000) return []
  return [`${duration((elapsedMs * (1 - share)) / (share - startShare))} left`]
}

/** h:mm:ss or m:ss. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const last = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${last}` : `${minutes}:${last}`
}

/** A whole number with its thousands parted. */
export function count(value: number): string {
  return value.toLocaleString('en')
}
