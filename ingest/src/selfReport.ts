import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { addOutcome, noOutcome, type Outcome } from './pipeline/arrival.ts'

const minuteMs = 60_000

/** Once a minute, what each source brought and what became of it, as series `ingest`: the operators' dashboard. */
export function createSelfReport(parts: {
  series: Pick<SeriesStore, 'write'>
  now: () => number
  onError: (error: Error) => void
}) {
  let counts = new Map<string, Outcome>()
  let lagMs: number | undefined
  let timer: NodeJS.Timeout | undefined

  async function report(): Promise<void> {
    const lag = lagMs === undefined ? {} : { lag_ms: lagMs }
    const points = [...counts].map(([source, counted]) => ({
      measurement: 'ingest',
      tags: { source },
      time: parts.now(),
      fields: { ...counted, ...lag },
    }))
    counts = new Map()
    lagMs = undefined
    if (points.length === 0) return
    await parts.series.write(points).catch(parts.onError)
  }

  return {
    count(source: string, outcome: Outcome): void {
      let sum = counts.get(source)
      if (!sum) counts.set(source, (sum = { ...noOutcome }))
      addOutcome(sum, outcome)
    },
    /** From arrival to stored of one group, ms; the largest of the minute is reported. */
    lag(groupLagMs: number): void {
      lagMs = Math.max(lagMs ?? 0, groupLagMs)
    },
    start(): void {
      timer = setInterval(() => void report(), minuteMs)
    },
    async stop(): Promise<void> {
      clearInterval(timer)
      await report()
    },
  }
}
