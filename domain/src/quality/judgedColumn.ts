/** What was judged of one parameter: value after value in order of time, as many as `row` is long. */
export interface JudgedColumn {
  parameter: string
  /** Place of each value in the rows that were judged. */
  row: Int32Array
  /** Overall flag (flag.ts). */
  flag: Uint8Array
  /** Packed outcomes (tests.ts); 0 when there is nothing to tell beside the flag. */
  tests: Uint32Array
  /** As it arrived (arrivedState.ts). */
  state: Uint8Array
  /** 0 where the state is not stored yet. */
  isStateKnown: Uint8Array
}

/** A column with room for `most` values. */
export function emptyJudged(parameter: string, most: number): JudgedColumn {
  return {
    parameter,
    row: new Int32Array(most),
    flag: new Uint8Array(most),
    tests: new Uint32Array(most),
    state: new Uint8Array(most),
    isStateKnown: new Uint8Array(most),
  }
}

/** The first `count` values of a column. */
export function firstJudged(column: JudgedColumn, count: number): JudgedColumn {
  if (count === column.row.length) return column
  return {
    parameter: column.parameter,
    row: column.row.subarray(0, count),
    flag: column.flag.subarray(0, count),
    tests: column.tests.subarray(0, count),
    state: column.state.subarray(0, count),
    isStateKnown: column.isStateKnown.subarray(0, count),
  }
}
