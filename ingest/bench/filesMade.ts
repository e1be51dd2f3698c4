import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/* Station files as a dead link leaves them: 12 values each, one every five minutes and station. */

const stepMs = 300_000
const hanoiMs = 7 * 3_600_000
export const benchStations = 20

export interface MadeFile {
  station: number
  /** yyyy/MM/dd of Hanoi. */
  folder: string
  name: string
  content: string
}

const prefixOf = (station: number): string => `HN_BNCH_KHI${String(station + 1).padStart(3, '0')}`
const stationOf = (station: number): string => `AQ-${String(station + 1).padStart(2, '0')}`

/** A city profile like Hanoi's, whose first air stations write such files. */
export function writeBenchProfile(from: string, to: string): void {
  cpSync(from, to, { recursive: true })
  const stations = Array.from(
    { length: benchStations },
    (_, i) => `  ${stationOf(i)}: { prefixes: [${prefixOf(i)}] }`,
  )
  writeFileSync(join(to, 'station-files.yaml'), `stations:\n${stations.join('\n')}\n`)
}

/** The last `count` files before `end` (ms since 1970 UTC), the oldest first. */
export function* makeFiles(count: number, end: number): Generator<MadeFile> {
  const moments = Math.ceil(count / benchStations)
  const start = Math.floor(end / stepMs) * stepMs - (moments - 1) * stepMs
  for (let i = 0; i < count; i++) {
    const station = i % benchStations
    const digits = new Date(start + Math.floor(i / benchStations) * stepMs + hanoiMs)
      .toISOString()
      .replaceAll(/\D/g, '')
    const stamp = digits.slice(0, 14)
    const wave = (i * 7) % 97
    const line = (name: string, value: number, unit: string) =>
      `${name}\t${value.toFixed(2)}\t${unit}\t${stamp}\t00\r\n`
    const content =
      line('SO2', 8 + wave / 16, 'ug/m3') +
      line('NO', 21 + wave / 8, 'ug/m3') +
      line('NO2', 30 + wave / 8, 'ug/m3') +
      line('CO', 700 + wave, 'ug/m3') +
      line('O3', 60 - wave / 4, 'ug/m3') +
      line('PM10', 40 + wave / 2, 'ug/m3') +
      line('PM2.5', 20 + wave / 4, 'ug/m3') +
      line('Temp', 24 + wave / 50, 'oC') +
      line('RH', 78 + wave / 50, '%') +
      line('P', 1014 + wave / 100, 'hPa') +
      line('WindSpeed', 1 + wave / 60, 'm/s') +
      line('WindDir', wave * 3, 'Degree')
    const folder = `${stamp.slice(0, 4)}/${stamp.slice(4, 6)}/${stamp.slice(6, 8)}`
    yield { station, folder, name: `${prefixOf(station)}_${stamp}.txt`, content }
  }
}

/** Puts them below a folder, as loggers do. */
export function writeFiles(root: string, files: Iterable<MadeFile>): void {
  let made = ''
  for (const { folder, name, content } of files) {
    const path = join(root, folder)
    if (made !== path) mkdirSync(path, { recursive: true })
    made = path
    writeFileSync(join(path, name), content)
  }
}
