/** The tests whose outcome is kept beside a value, in the order of environment.md 7.2 (device status, gross range, step,
 *  spike, flat line, cross checks), then what an analyst decided and whether a negative value counts as 0. */
export const qualityTests = [
  'device',
  'range',
  'step',
  'spike',
  'flat',
  'cross',
  'override',
  'clipped',
] as const
export type QualityTest = (typeof qualityTests)[number]

/** Outcome of each test: `device` a state (arrivedState.ts), `clipped` 1 or 0, the others a flag; 0 = not evaluated. */
export type TestOutcomes = Record<QualityTest, number>

/** All outcomes in one whole number below 2³², four bits each, `device` lowest. */
export function packTests(outcomes: Readonly<Partial<TestOutcomes>>): number {
  let packed = 0
  for (let at = qualityTests.length - 1; at >= 0; at--)
    packed = packed * 16 + (outcomes[qualityTests[at]!] ?? 0)
  return packed
}

/** The outcomes that `packTests` has packed. */
export function unpackTests(packed: number): TestOutcomes {
  const outcomes = {} as TestOutcomes
  let rest = packed
  for (const test of qualityTests) {
    outcomes[test] = rest % 16
    rest = Math.floor(rest / 16)
  }
  return outcomes
}
