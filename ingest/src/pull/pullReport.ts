import type { PullSigns } from './createPulls.ts'

/** How pulled sources are doing, as `/readyz` says it; times RFC 3339 in UTC. */
export function pullReport(signs: readonly PullSigns[]): object[] {
  const text = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  return signs.map(
    ({ source, lastSuccessAt, newestAt, polls, failed, failures, fault, frozen, notices }) => ({
      ...{ source, last_success: text(lastSuccessAt), newest_observation: text(newestAt) },
      ...{ polls, failed, failures_in_a_row: failures, fault, frozen, notices },
    }),
  )
}
