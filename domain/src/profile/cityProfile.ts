import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Camera } from '../camera/camera.ts'
import { floodLevels, floodRiskSettings } from '../flood/floodSettings.ts'
import {
  defaultDrainageDesign,
  defaultRainLevels,
  drainageDesign,
  rainLevels,
  rainSettings,
} from '../rain/rainSettings.ts'
import type { Domain, Station } from '../station/station.ts'
import type { QualityProfile } from '../quality/stationLimits.ts'
import { parseQualityProfile } from '../quality/parseQualityProfile.ts'
import { waterSettings } from '../water/waterSettings.ts'
import { yamlContent } from './yamlFile.ts'
import { mapping, mappingFault, mappingFaults, type Mapping } from './mapping.ts'
import { parseStationFiles, type StationFiles } from './stationFiles.ts'

const names = z.object({ vi: z.string(), en: z.string() })
const seconds = z.number().int().positive()

/** Settings file of a city (`city.yaml`). */
const citySettings = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: names,
  timezone: z.string(),
  center: z.tuple([z.number(), z.number()]),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  interval_s: z.strictObject({ air: seconds, rain: seconds, water: seconds, flood: seconds }),
  station_interval_s: z.record(z.string(), seconds),
  station_files: z.record(z.string(), z.string()),
  basemap: z.strictObject({
    kind: z.enum(['schematic', 'raster', 'pmtiles']),
    url: z.string().nullable(),
    attribution: z.string().nullable(),
    min_zoom: z.number(),
    max_zoom: z.number(),
  }),
  wall: z.strictObject({ distance_m: z.number().positive(), panel_width_mm: z.number().positive() }),
  calendar: z.strictObject({
    hours: z.array(z.tuple([z.string(), z.string()])),
    non_working: z.array(z.iso.date()),
    extra_working: z.array(z.iso.date()),
  }),
  water: waterSettings.prefault({}),
  indicator_targets: z.record(
    z.string(),
    z.strictObject({ target: z.number().nullable(), deadline: z.string().nullable() }),
  ),
  rain: rainSettings.prefault({}),
  rain_levels: rainLevels.default(defaultRainLevels),
  drainage_design: drainageDesign.default(defaultDrainageDesign),
  flood_levels: floodLevels.optional(),
  flood_risk: floodRiskSettings.prefault({}),
})

/** An administrative unit that owns things and handles dossiers. `parent` is null for the city itself. */
export interface Unit {
  code: string
  name: string
  type: string
  parent: string | null
  lat: number | null
  lon: number | null
}

/** Everything that makes this program one city's. */
export interface CityProfile {
  settings: z.infer<typeof citySettings>
  stations: Map<string, Station>
  units: Map<string, Unit>
  cameras: Map<string, Camera>
  /** Wrong names that are accepted; more may be made at the desk. */
  mappings: Mapping[]
  /** Limits of quality control that are other than the product's. */
  quality: QualityProfile
  /** How stations write their files; its prefixes stand in `settings.station_files` too. */
  stationFiles: StationFiles
}

/** Names of the profile's files inside CITY_DIR. */
export const profileFiles = {
  settings: 'city.yaml',
  air: 'air-stations.csv',
  rain: 'rain-gauges.csv',
  water: 'west-lake-stations.csv',
  flood: 'flood-points.csv',
  units: 'hanoi-admin-units.csv',
  cameras: 'cameras.csv',
  mappings: 'mappings.csv',
  quality: 'quality.yaml',
  stationFiles: 'station-files.yaml',
} as const

/** Unit code of the city as a whole (province code of Hanoi, dossiers.md 1.3). */
export const cityUnit = '01'

const parametersWhereSilent: Readonly<Record<Domain, string>> = {
  air: 'pm25',
  rain: 'rain_10m',
  water: 'temp',
  flood: 'depth_cm',
}

type Row = Record<string, string>

function rowsOf(file: string, text: string): Row[] {
  try {
    return parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true })
  } catch (cause) {
    throw new Error(`${file}: not a readable CSV file`, { cause })
  }
}

function numberIn(file: string, row: Row, column: string): number {
  const value = Number(row[column])
  if (row[column] === undefined || row[column] === '' || !Number.isFinite(value))
    throw new Error(
      `${file}: ${row.id ?? row.code ?? '?'}: ${column} is not a number: "${row[column] ?? ''}"`,
    )
  return value
}

function stationOf(file: string, domain: Domain, row: Row, settings: CityProfile['settings']): Station {
  const id = row.id
  if (!id) throw new Error(`${file}: a row has no id`)
  const listed = (row.parameters ?? '').split(';').filter(Boolean)
  const parameters = listed.flatMap((one) => (one === 'met' ? ['temp', 'rh', 'ws', 'wd'] : [one]))
  const station: Station = {
    id,
    domain,
    name: { vi: row.name_vi || id, en: row.name_en || row.name_vi || id },
    lat: numberIn(file, row, 'lat'),
    lon: numberIn(file, row, 'lon'),
    intervalS: settings.station_interval_s[id] ?? settings.interval_s[domain],
    owner: row.owner ?? '',
    kind: row.station_class ?? row.gauge_type ?? row.kind ?? '',
    parameters: parameters.length > 0 ? parameters : [parametersWhereSilent[domain]],
    positionQuality: row.position_quality ?? '',
  }
  if (domain === 'rain') station.tipMm = row.tip_mm ? numberIn(file, row, 'tip_mm') : settings.rain.tip_mm
  const planBand = Number.parseFloat(row.plan_band_mm_h ?? '')
  if (domain === 'flood' && planBand > 0) station.planBandMm = planBand
  if (domain === 'flood' && row.trigger_mm) {
    station.floodTrigger = {
      mm: numberIn(file, row, 'trigger_mm'),
      windowMin: row.trigger_window_min ? numberIn(file, row, 'trigger_window_min') : null,
    }
  }
  return station
}

function cameraOf(file: string, row: Row): Camera {
  if (!row.id || !row.stream_url) throw new Error(`${file}: a row lacks id or stream_url`)
  return {
    id: row.id,
    name: row.name || row.id,
    lat: numberIn(file, row, 'lat'),
    lon: numberIn(file, row, 'lon'),
    unit: row.unit || null,
    streamUrl: row.stream_url,
    substreamUrl: row.substream_url || null,
    kind: row.kind === 'ptz' ? 'ptz' : 'fixed',
    owner: row.owner ?? '',
    public: isYes(row.public),
    plannedOff: isYes(row.planned_off),
  }
}

function isYes(text: string | undefined): boolean {
  return ['1', 'true', 'yes'].includes((text ?? '').toLowerCase())
}

/** The city profile from the texts of its files, keyed as in `profileFiles`; a missing optional file is an empty text.
 *  @throws Error naming the file, the row and the fault; an id that stands twice is a fault. */
export function parseCityProfile(texts: Readonly<Record<keyof typeof profileFiles, string>>): CityProfile {
  const settings = citySettings.parse(yamlContent(texts.settings))
  const stations = new Map<string, Station>()
  for (const domain of ['air', 'rain', 'water', 'flood'] as const) {
    for (const row of rowsOf(profileFiles[domain], texts[domain])) {
      const station = stationOf(profileFiles[domain], domain, row, settings)
      if (stations.has(station.id)) throw new Error(`${profileFiles[domain]}: id stands twice: ${station.id}`)
      stations.set(station.id, station)
    }
  }
  const units = new Map<string, Unit>()
  const type = 'thành phố'
  units.set(cityUnit, { code: cityUnit, name: settings.name.vi, type, parent: null, lat: null, lon: null })
  for (const row of rowsOf(profileFiles.units, texts.units)) {
    if (!row.code) throw new Error(`${profileFiles.units}: a row has no code`)
    units.set(row.code, {
      code: row.code,
      name: row.name_vi ?? row.code,
      type: row.type ?? '',
      parent: cityUnit,
      lat: numberIn(profileFiles.units, row, 'lat'),
      lon: numberIn(profileFiles.units, row, 'lon'),
    })
  }
  const stationFiles = parseStationFiles(
    profileFiles.stationFiles,
    texts.stationFiles,
    settings.station_files,
    stations,
  )
  return {
    settings: { ...settings, station_files: stationFiles.prefixes },
    stations,
    stationFiles,
    units,
    cameras: parseCameras(profileFiles.cameras, texts.cameras),
    mappings: parseMappings(texts.mappings, stations),
    quality: parseQualityProfile(profileFiles.quality, yamlContent(texts.quality), stations),
  }
}

/** A camera registry (design section 4), by id. @throws Error naming the file, the row and the fault */
export function parseCameras(file: string, text: string): Map<string, Camera> {
  const cameras = new Map<string, Camera>()
  for (const row of rowsOf(file, text)) {
    const camera = cameraOf(file, row)
    if (cameras.has(camera.id)) throw new Error(`${file}: id stands twice: ${camera.id}`)
    cameras.set(camera.id, camera)
  }
  return cameras
}

function parseMappings(text: string, stations: ReadonlyMap<string, Station>): Mapping[] {
  const file = profileFiles.mappings
  const mappings: Mapping[] = []
  for (const { kind, from, to, domain } of rowsOf(file, text)) {
    const row = `${file}: ${kind ?? '?'} ${from ?? '?'}`
    const parsed = mapping.safeParse({ kind, from, to, domain: domain || null })
    if (!parsed.success) throw new Error(`${row}: ${z.prettifyError(parsed.error)}`)
    const fault = mappingFault(parsed.data, stations, mappings)
    if (fault) throw new Error(`${row} → ${to ?? '?'}: ${mappingFaults[fault].en}`)
    mappings.push(parsed.data)
  }
  return mappings
}
