/** The four kinds of measuring stations; also the third level of the MQTT topic and the measurement name. */
export const domains = ['air', 'rain', 'water', 'flood'] as const
export type Domain = (typeof domains)[number]

export function isDomain(text: string): text is Domain {
  return (domains as readonly string[]).includes(text)
}

/** A text in the two languages of the product. */
export interface Names {
  vi: string
  en: string
}

/** A place that measures. `intervalS`: nominal seconds between readings; freshness and completeness rest on it.
 *  `parameters`: canonical parameter ids that the station is known to report. */
export interface Station {
  id: string
  domain: Domain
  name: Names
  lat: number
  lon: number
  intervalS: number
  owner: string
  kind: string
  parameters: string[]
  positionQuality: string
  /** Registry columns of one domain only, e.g. flood triggers in mm and minutes. */
  floodTrigger?: { mm: number; windowMin: number | null }
  /** Lower end of the drainage plan's band that a flood point is taken to belong to, mm per 2 h; unverified. */
  planBandMm?: number
  /** mm of one tip of a gauge's bucket. */
  tipMm?: number
}
