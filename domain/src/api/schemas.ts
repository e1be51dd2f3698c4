import { z } from 'zod'
import { domains } from '../station/station.ts'
import { airReference, aqiExplain, healthAdvice, indexRevision, limitComparison } from './air.ts'
import { wqiBandCodes } from '../water/wqiBands.ts'

/* Shapes of the HTTP answers (design section 6): the server validates and documents with them, the web takes its types. */

const time = z.iso.datetime().describe('RFC 3339, UTC')
const names = z.object({ vi: z.string(), en: z.string() })

export const latestReading = z.object({
  time,
  values: z.record(z.string(), z.number()).describe('canonical unit of each parameter'),
  flags: z.record(z.string(), z.number().int()).describe('QARTOD flags other than 1 (good)'),
})
export type LatestReading = z.infer<typeof latestReading>

export const freshness = z.enum(['fresh', 'late', 'stale', 'silent'])

const aqiBand = z.enum(['good', 'moderate', 'poor', 'bad', 'very_bad', 'hazardous'])

const indexCommon = {
  time: time.describe('start of the hour that the index is for'),
  value: z.number().int().nullable(),
  sub_indices: z.record(z.string(), z.number().int()),
  method: z.string(),
  revised: indexRevision.nullable().optional().describe('the last change after it was first published'),
}
export const airIndexState = z.object({
  kind: z.enum(['vn_aqi_hour']),
  ...indexCommon,
  band: aqiBand.nullable(),
  main: z.string().nullable().describe('parameter with the largest sub-index'),
})
export type AirIndexState = z.infer<typeof airIndexState>
export const waterIndexState = z.object({
  kind: z.enum(['vn_wqi_hour']),
  ...indexCommon,
  band: z
    .enum(wqiBandCodes)
    .nullable()
    .describe('begins with wqi_: the two indices use the same words in another order'),
  main: z.string().nullable().describe('parameter with the smallest sub-index'),
  official: z.boolean(),
  provisional: z
    .object({ missing_groups: z.array(z.string()), why: names })
    .nullable()
    .describe('why the value is no official VN_WQI ("tạm tính, chưa đủ nhóm thông số"); null when it is'),
})
export type WaterIndexState = z.infer<typeof waterIndexState>
/** The newest index of a station, air or water. */
export const indexState = z.discriminatedUnion('kind', [airIndexState, waterIndexState])
export type IndexState = z.infer<typeof indexState>

export const stationClock = z.object({
  offset_s: z
    .number()
    .describe('seconds by which the clock of the station is ahead of ours; negative: behind'),
  samples: z.number().int().describe('readings that the estimate rests on'),
  at: time.describe('when the newest of them arrived'),
})
export type StationClock = z.infer<typeof stationClock>

export const stationProperties = z.object({
  id: z.string(),
  domain: z.enum(domains),
  name: names,
  kind: z.string(),
  owner: z.string(),
  parameters: z.array(
    z.object({ id: z.string(), unit: z.string(), name: names, decimals: z.number().int() }),
  ),
  interval_s: z.number(),
  position_quality: z.string(),
  freshness,
  latest: latestReading.nullable(),
  index: indexState.nullable(),
  clock: stationClock.nullable().optional().describe('null: not known'),
  flood_trigger: z.object({ mm: z.number(), window_min: z.number().nullable() }).optional(),
})
export type StationProperties = z.infer<typeof stationProperties>

const point = z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) })
export const stationFeature = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: point,
  properties: stationProperties,
})
export type StationFeature = z.infer<typeof stationFeature>
export const stationCollection = z.object({
  type: z.literal('FeatureCollection'),
  now: time.describe("the server's clock when this was made"),
  features: z.array(stationFeature),
})
export type StationCollection = z.infer<typeof stationCollection>

export const stationItem = stationProperties.extend({ lat: z.number(), lon: z.number() })
export type StationItem = z.infer<typeof stationItem>
export const stationList = z.object({ now: time, items: z.array(stationItem), next: z.string().nullable() })
export type StationList = z.infer<typeof stationList>

export const seriesStep = z.enum(['raw', '5m', '1h', '1d'])
export const seriesPoint = z.object({
  time,
  values: z.record(z.string(), z.number()),
  flags: z.record(z.string(), z.number().int()),
  count: z.record(z.string(), z.number().int()).optional(),
  min: z.record(z.string(), z.number()).optional(),
  max: z.record(z.string(), z.number()).optional(),
  completeness: z
    .record(z.string(), z.number().min(0).max(1))
    .optional()
    .describe('of a window: values there are of those that the station’s interval promises, 0–1'),
})
export const stationSeries = z.object({
  station: z.string(),
  every: seriesStep,
  parameters: z.array(
    z.object({
      id: z.string(),
      unit: z.string(),
      statistic: z
        .enum(['mean', 'sum', 'max'])
        .optional()
        .describe('what `values` holds for a window; absent for raw readings'),
    }),
  ),
  points: z.array(seriesPoint),
})
export type StationSeries = z.infer<typeof stationSeries>

export const aqiPoint = z.object({
  time,
  aqi: z.number().int().nullable(),
  band: aqiBand.nullable(),
  main: z.string().nullable(),
  sub_indices: z.record(z.string(), z.number().int()),
  revised: indexRevision
    .nullable()
    .optional()
    .describe('the last change after the index was first published'),
  limits: z
    .array(limitComparison)
    .optional()
    .describe('QCVN 05 limits of the day it was measured; never decide the band'),
  reference: airReference.optional(),
  explain: aqiExplain,
})
export const stationAqi = z.object({
  station: z.string(),
  kind: z.enum(['hour', 'day']),
  method: z.string(),
  points: z.array(aqiPoint),
  advice: z.record(z.string(), healthAdvice).optional().describe('by band, of the bands that occur'),
  years: z
    .array(z.object({ year: z.number().int(), days: z.number().int(), limits: z.array(limitComparison) }))
    .optional()
    .describe('of days: means of the calendar years of which at least 75 % of the days are in the span'),
})
export type StationAqi = z.infer<typeof stationAqi>

export const floodList = z.object({
  now: time,
  items: z.array(
    z.object({
      station: z.string(),
      name: names,
      lat: z.number(),
      lon: z.number(),
      depth_cm: z.number().nullable(),
      class: z.number().int().min(0).max(4).nullable(),
      class_name: names.nullable(),
      passable: z.object({ motorbike: z.string(), car: z.string() }).nullable(),
      state: z.string(),
      since: time.nullable().describe('start of the present flooding'),
      as_of: time.nullable(),
      freshness,
    }),
  ),
})
export type FloodList = z.infer<typeof floodList>

export const cameraItem = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  lat: z.number(),
  lon: z.number(),
  state: z.enum(['online', 'offline', 'planned_off', 'unknown']),
  reason: z.string().nullable(),
  since: time.nullable(),
  checked_at: time.nullable(),
  snapshot_at: time.nullable(),
  fps: z.number().nullable().describe('frames per second, measured'),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  codec: z.string().nullable(),
  kind: z.enum(['fixed', 'ptz']),
  public: z.boolean(),
})
export type CameraItem = z.infer<typeof cameraItem>
export const cameraList = z.object({ now: time, items: z.array(cameraItem), next: z.string().nullable() })
export type CameraList = z.infer<typeof cameraList>

export const unitItem = z.object({
  code: z.string(),
  name: z.string(),
  type: z.string(),
  parent: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
})
export const unitList = z.object({ items: z.array(unitItem), next: z.string().nullable() })

export const indicatorFigure = z.object({
  code: z.string(),
  numerator: z.number(),
  denominator: z.number().nullable(),
  value: z
    .number()
    .nullable()
    .describe('a ratio 0…1 when there is a denominator, else the count; null = no data'),
})
export type IndicatorFigure = z.infer<typeof indicatorFigure>
export const dossierSummary = z.object({
  unit: z.string(),
  from: time,
  to: time,
  as_of: time.nullable().describe('when the newest dossier message was received'),
  indicators: z.array(indicatorFigure),
  counts: z.object({
    received: z.number().int(),
    carried: z.number().int(),
    ended: z.object({ early: z.number().int(), on_time: z.number().int(), late: z.number().int() }),
    in_progress: z.object({ in_time: z.number().int(), overdue: z.number().int() }),
    paused: z.object({ in_time: z.number().int(), overdue: z.number().int() }),
    refused: z.number().int(),
  }),
})
export type DossierSummary = z.infer<typeof dossierSummary>

export const dossierItem = z.object({
  code: z.string(),
  procedure: z.string(),
  unit: z.string().nullable(),
  unit_name: z.string(),
  channel: z.enum(['counter', 'online', 'postal']),
  state: z.string(),
  received_at: time.nullable(),
  due_at: time.nullable(),
  ended_at: time.nullable(),
  code_valid: z.boolean(),
})
export const dossierList = z.object({ items: z.array(dossierItem), next: z.string().nullable() })
export type DossierList = z.infer<typeof dossierList>

export const indicatorItem = z.object({
  code: z.string(),
  name: names,
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  unit: z.string().describe('"1" for a ratio, "count" for a number of things'),
  as_of: time.nullable(),
  target: z.number().nullable(),
  deadline: z.string().nullable(),
  status: z.enum(['live', 'received', 'not_connected']),
})
export type IndicatorItem = z.infer<typeof indicatorItem>
export const indicatorList = z.object({ items: z.array(indicatorItem) })
export type IndicatorList = z.infer<typeof indicatorList>

export const deadLetter = z.object({
  id: z.string(),
  source: z.string(),
  station: z.string().nullable(),
  domain: z.string().nullable().describe('of the MQTT topic it came by; null where no topic named one'),
  scope: z.string().describe('payload, reading, value or dossier: what of the message was rejected'),
  reason: z.string(),
  detail: z.string(),
  text: names.describe('the reason in plain words'),
  received_at: time.describe('last time it came'),
  first_at: time,
  count: z.number().int(),
  size: z.number().int().describe('bytes as received; raw holds at most the first 64 KiB'),
  raw: z.string().describe('as text; …/{id}/raw gives the bytes'),
  raw_base64: z.string().optional().describe('the bytes, where they are no valid UTF-8'),
  replayable: z.boolean().describe('false: nothing makes it readable, or only a part of it was kept'),
})
const complete = z
  .boolean()
  .optional()
  .describe('with several ingest processes: false where one of them could not be asked')
export const deadLetterList = z.object({ items: z.array(deadLetter), next: z.string().nullable(), complete })
export type DeadLetterList = z.infer<typeof deadLetterList>

export const ledgerRow = z.object({
  source: z.string(),
  station: z.string(),
  hour: time,
  received: z.number().int(),
  stored: z.number().int(),
  duplicate: z.number().int(),
  rejected: z.number().int(),
  waiting: z.number().int(),
})
export const ledger = z.object({
  rows: z.array(ledgerRow),
  balanced: z
    .boolean()
    .describe('every row balances, and the journal holds as many readings as the ledger says are waiting'),
  unbalanced: z
    .object({ rows: z.number().int(), oldest_at: time.nullable().describe('hour of the oldest of them') })
    .describe('rows of all time that do not balance'),
  journal: z.object({
    readings: z.number().int().describe('readings on disk that the series store has not taken yet'),
    booked: z.number().int().describe('what the ledger says is waiting, over all time'),
    oldest_at: time.nullable().describe('since when the oldest of them waits'),
  }),
  complete: z
    .boolean()
    .optional()
    .describe(
      'with several ingest processes: all of them answered; false: rows and balance are of those that did',
    ),
  instances: z
    .array(
      z.object({
        name: z.string().nullable().describe('null: not known, it has not answered yet'),
        url: z.string(),
        reachable: z.boolean(),
        balanced: z.boolean().nullable().describe('null: not known'),
        journal: z
          .object({ readings: z.number().int(), oldest_at: time.nullable() })
          .nullable()
          .describe('readings that wait there for the series store; null: not known'),
      }),
    )
    .optional()
    .describe('the ingest processes that share the readings; absent where there is one'),
})
export type Ledger = z.infer<typeof ledger>

export const revision = z.object({
  id: z.string().optional(),
  station: z.string(),
  time: time.describe('of the observation'),
  parameter: z.string(),
  old: z.number().nullable(),
  new: z.number().nullable(),
  old_flag: z.number().int(),
  new_flag: z.number().int(),
  source: z.string(),
  revised_at: time,
})
export type Revision = z.infer<typeof revision>
export const revisionList = z.object({ items: z.array(revision), next: z.string().nullable(), complete })
export type RevisionList = z.infer<typeof revisionList>

/** What the page needs before it can draw: identity, map, settings that differ between installations. */
export const cityInfo = z.object({
  id: z.string(),
  name: names,
  demo: z.boolean().describe('true: every screen says that the data are simulated'),
  now: time,
  timezone: z.string(),
  center: z.tuple([z.number(), z.number()]).describe('lat, lon'),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).describe('west, south, east, north'),
  basemap: z.object({
    kind: z.enum(['schematic', 'raster', 'pmtiles']),
    url: z.string().nullable(),
    attribution: z.string().nullable(),
    min_zoom: z.number(),
    max_zoom: z.number(),
  }),
  wall: z.object({ distance_m: z.number(), panel_width_mm: z.number() }),
})
export type CityInfo = z.infer<typeof cityInfo>
