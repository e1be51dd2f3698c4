import type { Registry } from 'prom-client'
import { sourceMetrics } from '../metrics.ts'
import type { PullSigns } from './createPulls.ts'

/** Metrics of pulled sources; read when they are asked for. */
export function addPullMetrics(
  registry: Registry,
  signs: () => readonly PullSigns[],
  now: () => number,
): void {
  const { gauge, counter } = sourceMetrics(registry, signs)
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
