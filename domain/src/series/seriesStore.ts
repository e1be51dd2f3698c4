/** One point of one series. `time`: ms since 1970 UTC. The same (measurement, tags, time) merges fields:
 *  a field written again replaces the old value, others stay. */
export interface SeriesPoint {
  measurement: string
  tags: Record<string, string>
  time: number
  fields: Record<string, number | string>
}

/** Points that follow each other in `PackedPoints` and are of one series, with the same fields. */
export interface PackedRun {
  measurement: string
  tags: Record<string, string>
  names: string[]
  /** By name, whether the field is text. */
  isText: boolean[]
  /** How many points. */
  count: number
}

/** Many points as few buffers. `numbers`: of each point its time, then its fields; a text is its place in `texts`. */
export interface PackedPoints {
  runs: PackedRun[]
  numbers: Float64Array
  texts: string[]
}

/** Which points to read: `from` inclusive, `to` exclusive, both ms since 1970 UTC.
 *  `tags` narrows to exact values; without it every series of the measurement is read. */
export interface SeriesQuery {
  measurement: string
  tags?: Record<string, string>
  from: number
  to: number
  fields: readonly string[]
}

export interface SeriesRow {
  tags: Record<string, string>
  time: number
  fields: Record<string, number | string>
}

/** One series by columns: what `SeriesRow`s say of number fields, for whoever draws long series. */
export interface SeriesColumns {
  tags: Record<string, string>
  /** In order, ms since 1970 UTC. */
  times: Float64Array
  /** By field in the order of the query, a value for each time; NaN: none. */
  values: Float64Array[]
}

/** Statistics of one field in one window. Values whose flag field `q_<field>` is 3 (suspect), 4 (fail) or 9 stay out. */
export interface WindowStats {
  count: number
  mean: number
  min: number
  max: number
  /** The same of values flagged 1 alone, where values flagged 2 (not evaluated) are among them and the query asked. */
  good?: { count: number; mean: number }
}

/** Which windows to read, of `everyMs`; `offsetMs` shifts their start (e.g. −7 h for days of Hanoi). */
export interface WindowQuery extends SeriesQuery {
  everyMs: number
  offsetMs?: number
  /** Fields whose statistics tell apart what is flagged 1 alone: official indices use nothing else. */
  goodOf?: readonly string[]
}

/** One window: `time` is its start, a multiple of the window length plus `offsetMs`, UTC. Empty windows are left out. */
export interface WindowRow {
  tags: Record<string, string>
  time: number
  stats: Record<string, WindowStats>
}

/** Where series rest. Three adapters: embedded (SQLite), InfluxDB 1.x, InfluxDB 2.x.
 *  All methods reject with StoreAway when the other side cannot be reached or is too busy. */
export interface SeriesStore {
  readonly kind: 'embedded' | 'influx1' | 'influx2'
  /** Sends points that were encoded before (line protocol, as `encodeLines` of the package store makes it; bytes are its
   *  UTF-8) and rejects as
   *  `write` does. Only stores beyond a network have it: what they cannot take now may rest in a journal as it will be sent.
   *  Two sends are not ordered, nor a send and a write: who sends keeps them apart. */
  sendLines?(lines: string | Uint8Array): Promise<void>
  /** Stores points that were checked and packed before (`packPoints` of the package store), in one piece, and resolves when
   *  they are durable. Only the embedded store has it: another thread may have made them. */
  writePacked?(points: readonly PackedPoints[]): Promise<void>
  /** Resolves when every point is durable. Rejects with StoreRefused when the store judged a point unacceptable. */
  write(points: readonly SeriesPoint[]): Promise<void>
  /** Rows in order of time (within one series); a row carries only fields that exist. */
  readRows(query: SeriesQuery & { limit?: number }): Promise<SeriesRow[]>
  /** The same by columns, of fields that are numbers; only stores have it that answer so with less work. */
  readonly readColumns?: ((query: SeriesQuery & { limit?: number }) => Promise<SeriesColumns[]>) | undefined
  /** Windows in order of time within a series. */
  readWindows(query: WindowQuery): Promise<WindowRow[]>
  /** Removes every point of a measurement that is older than `time` (ms since 1970 UTC), in pieces between which writes
   *  get their turn. Resolves when they are gone; what a rejection left behind, the next call removes. */
  deleteBefore(measurement: string, time: number): Promise<void>
  /** Resolves when the store answers; rejects with StoreAway otherwise. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** The store cannot be reached, timed out or answered 5xx/429: try again later, nothing is known to be stored. */
export class StoreAway extends Error {
  override name = 'StoreAway'
}

/** The store read the points and refuses at least one of them (4xx): trying the same again cannot help. */
export class StoreRefused extends Error {
  override name = 'StoreRefused'
}
