import { z } from 'zod'
import { parseYamlFile } from './yamlFile.ts'
import type { Station } from '../station/station.ts'
import { gasPerPpb, ionFactors, type IonParameter, type PpbParameter } from '../units/instrumentFactors.ts'

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding.length > 0
  } catch {
    return false
  }
}

const oneStation = z.strictObject({
  /** File names begin with one of these and `_`; the station's id and the rule of the Circular need none. */
  prefixes: z.array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/)).default([]),
  /** Encoding of the text by its web name, e.g. windows-1258; unset: UTF-8 (environment.md 4.9 M11). */
  encoding: z.string().refine(isEncoding, { error: 'is no encoding that is known' }).optional(),
  /** "61,74" is a number (M3). */
  decimal_comma: z.boolean().default(false),
  /** Reported as the ion (NH4⁺ …), not as N or P: multiplied by the factors of 2.1. */
  ions: z.array(z.enum(Object.keys(ionFactors) as [IonParameter, ...IonParameter[]])).default([]),
  /** Gases whose unit may be ppb or ppm: converted with the factors of 1.10. */
  ppb: z.array(z.enum(Object.keys(gasPerPpb) as [PpbParameter, ...PpbParameter[]])).default([]),
  /** Further units that a parameter may come in, e.g. `{ co: [mg/m3] }`; empty text: without a unit. */
  units: z.record(z.string(), z.array(z.string())).default({}),
})

const file = z.strictObject({ stations: z.record(z.string(), oneStation).default({}) })

/** How one station writes its files (environment.md 4.3–4.5); what is not said is as the Circular has it. */
export type StationFileSettings = z.output<typeof oneStation>

export interface StationFiles {
  /** By station id. */
  settings: ReadonlyMap<string, StationFileSettings>
  /** File prefix → station id. */
  prefixes: Readonly<Record<string, string>>
}

/** Settings of station files from the text of `station-files.yaml`; an empty text has none.
 *  @param prefixes those that the city's settings name already
 *  @throws Error that names the station and the fault */
export function parseStationFiles(
  name: string,
  text: string,
  prefixes: Readonly<Record<string, string>>,
  stations: ReadonlyMap<string, Station>,
): StationFiles {
  const parsed = parseYamlFile(name, text, file)
  const all: Record<string, string> = { ...prefixes }
  const settings = new Map(Object.entries(parsed.stations))
  for (const [id, one] of settings) {
    if (!stations.has(id)) throw new Error(`${name}: ${id} is no station of the registry`)
    for (const prefix of one.prefixes) {
      if (all[prefix] !== undefined && all[prefix] !== id)
        throw new Error(`${name}: prefix ${prefix} stands for ${all[prefix]} and for ${id}`)
      all[prefix] = id
    }
  }
  return { settings, prefixes: all }
}
