/** Quality of one value, QARTOD primary scheme (IOOS; environment.md 7.1). */
export const flag = { good: 1, notEvaluated: 2, suspect: 3, fail: 4, missing: 9 } as const
export type Flag = (typeof flag)[keyof typeof flag]

/** True for the numbers of the scheme. */
export function isFlag(value: number): value is Flag {
  return value === 1 || value === 2 || value === 3 || value === 4 || value === 9
}

/** True for values that may enter an average: passed, or not yet judged (environment.md 7.4). */
export function countsInMean(value: number): boolean {
  return value === flag.good || value === flag.notEvaluated
}
