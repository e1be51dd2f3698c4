/** Values of one parameter that may be compared with each other, in order of time: the device measured and the value lies
 *  inside the fail range. `row`: place of each in the rows that are judged. All are `row.length` long. */
export interface Track {
  row: Int32Array
  time: Float64Array
  value: Float64Array
}

/** Values further apart than this many nominal intervals are not compared (environment.md 7.2 test 4). */
export const mostGaps = 3

/** Differences that only binary fractions make are none. */
export const epsilon = 1e-9
