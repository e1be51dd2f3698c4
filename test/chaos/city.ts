import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Domain } from '@city/domain/station/station.ts'

export const cityId = 'chaos'

export interface ChaosStation {
  id: string
  domain: Domain
  parameters: readonly string[]
}

/** Shares of a city's stations, and what they measure here. */
const kinds: readonly { domain: Domain; letter: string; share: number; parameters: readonly string[] }[] = [
  { domain: 'air', letter: 'A', share: 0.4, parameters: ['pm25', 'pm10', 'co', 'o3', 'temp', 'rh', 'nox'] },
  { domain: 'rain', letter: 'R', share: 0.25, parameters: ['rain_10m', 'batt'] },
  { domain: 'water', letter: 'W', share: 0.2, parameters: ['ph', 'do', 'temp', 'ec', 'turbidity'] },
  { domain: 'flood', letter: 'F', share: 0.15, parameters: ['depth_cm', 'batt'] },
]

/** The stations of the chaos city: `count` of them, four kinds. */
export function chaosStations(count: number): ChaosStation[] {
  return kinds.flatMap(({ domain, letter, share, parameters }) =>
    Array.from({ length: Math.round(count * share) }, (_, index) => ({
      id: `${letter}-${String(index + 1).padStart(3, '0')}`,
      domain,
      parameters,
    })),
  )
}

const hanoi = join(import.meta.dirname, '../../domain/hanoi')
const files = {
  air: 'air-stations.csv',
  rain: 'rain-gauges.csv',
  water: 'west-lake-stations.csv',
  flood: 'flood-points.csv',
} as const

/** Writes the city profile of these stations: Hanoi's settings under another name, no cameras. */
export async function writeCity(dir: string, stations: readonly ChaosStation[]): Promise<void> {
  await mkdir(dir, { recursive: true })
  const settings = await readFile(join(hanoi, 'city.yaml'), 'utf8')
  await writeFile(join(dir, 'city.yaml'), settings.replace(/^id: .*$/m, `id: ${cityId}`))
  for (const [domain, file] of Object.entries(files)) {
    const rows = stations
      .filter((station) => station.domain === domain)
      .map(({ id, parameters }) => `${id},${id},${id},21.02,105.84,${parameters.join(';')}`)
    await writeFile(join(dir, file), ['id,name_vi,name_en,lat,lon,parameters', ...rows, ''].join('\n'))
  }
}
