import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Prometheus metrics of ingest, base units, no station in any label (interfaces.md 5). */
export function createMetrics(parts: {
  waiting: () => number
  newest: () => Record<string, number>
  now: () => number
}) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const readings = new Counter({
    name: 'ingest_readings_total',
    help: 'Readings by source and what became of them; received = stored + duplicate + rejected',
    labelNames: ['source', 'outcome'],
    registers,
  })
  const groups = new Histogram({
    name: 'ingest_group_readings',
    help: 'Readings stored per group commit',
    buckets: [1, 10, 100, 1000, 5000, 10_000],
    registers,
  })
  const lag = new Histogram({
    name: 'ingest_lag_seconds',
    help: 'From the observation to stored, newest reading of a station only',
    buckets: [0.1, 0.5, 1, 5, 30, 120, 600, 3600],
    registers,
  })
  const failures = new Counter({
    name: 'ingest_store_failures_total',
    help: 'Groups that the store did not take; they were not acknowledged',
    registers,
  })
  new Gauge({
    name: 'ingest_waiting_arrivals',
    help: 'Arrivals that wait for their group',
    registers,
    collect() {
      this.set(parts.waiting())
    },
  })
  new Gauge({
    name: 'ingest_newest_observation_age_seconds',
    help: 'Age of the newest stored observation per domain',
    labelNames: ['domain'],
    registers,
    collect() {
      for (const [domain, time] of Object.entries(parts.newest()))
        this.set({ domain }, (parts.now() - time) / 1000)
    },
  })
  return {
    readings,
    groups,
    lag,
    failures,
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
