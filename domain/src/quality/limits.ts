export type Range = readonly [low: number, high: number]

/** Which values the flat-line test looks at; a value that does not fit ends the run. */
export interface FlatOnly {
  above?: number | undefined
  below?: number | undefined
  /** Not when the value lies between these, both exclusive. */
  except?: Range | undefined
  /** Hours of the day in Hanoi: from the first, before the second. */
  hours?: Range | undefined
  /** Only while another parameter of the same reading is above a value. */
  while?: { parameter: string; above: number } | undefined
  /** Only when it rained nearby during the run. */
  inRain?: boolean | undefined
}

/** `count` values that differ by `tolerance` at most are suspect, three times as many fail. */
export interface FlatLimit {
  count: number
  tolerance: number
  only?: FlatOnly | undefined
}

/** Limits of one parameter at one station, in its canonical unit; null = the test is not made (environment.md 7.3). */
export interface Limits {
  fail: Range | null
  suspect: Range | null
  /** Largest change from the previous valid value. */
  step: { suspect: number; fail: number } | null
  /** Largest change within an hour; beyond it a value is suspect at most. */
  hourly: number | null
  flat: FlatLimit | null
  spike: number | null
  /** Negative values down to here count as 0 and are good. */
  clip: number | null
}

/** What a city or a station has other than the defaults. */
export type LimitChanges = { readonly [Name in keyof Limits]?: Limits[Name] | undefined }
