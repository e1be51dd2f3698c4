import { Counter, Gauge, type Registry } from 'prom-client'
import type { PullSigns } from './createPulls.ts'

/** Metrics of pulled sources; read when they are asked for. */
export function addPullMetrics(
  registry: Registry,
  signs: () => readonly PullSigns[],
  now: () => number,
): void {
  const registers = [registry]
  const labelNames = ['source']
  const gauge = (name: string, help: string, read: (of: PullSigns) => number | null): void => {
    const made = new Gauge({
      ...{ name, help, labelNames, registers },
      collect() {
        made.reset()
        for (const one of signs()) {
          const value = read(one)
          if (value !== null) made.set({ source: one.source }, value)
        }
      },
    })
  }
  const counter = (name: string, help: string, read: (of: PullSigns) => number): void => {
    const made = new Counter({
      ...{ name, help, labelNames, registers },
      collect() {
        made.reset()
        for (const one of signs()) made.inc({ source: one.source }, read(one))
      },
    })
  }
  gauge(
    'ingest_pull_newest_observation_age_seconds',
    'Age of the newest observation of a pulled source',
    (of) => (of.newestAt === null ? null : (now() - of.newestAt) / 1000),
  )
  gauge(
    'ingest_pull_last_success_age_seconds',
    'Since a pulled source was last asked without a fault',
    (of) => (of.lastSuccessAt === null ? null : (now() - of.lastSuccessAt) / 1000),
  )
  gauge(
    'ingest_pull_frozen_stations',
    'Stations that a pulled source lists without new values',
    (of) => of.frozen.length,
  )
  counter('ingest_pull_polls_total', 'Times that a pulled source was asked', (of) => of.polls)
  counter('ingest_pull_failures_total', 'Times that it failed', (of) => of.failed)
}
