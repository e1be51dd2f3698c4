import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { domains } from '@city/domain/station/station.ts'
import type { Dependencies } from './dependencies.ts'
import type { Latest } from './latest.ts'

/** Figures of the server for Prometheus, in base units. */
export interface Metrics {
  /** Content type and text of `/metrics`. */
  text(): Promise<{ type: string; body: string }>
  /** One answered request; `route` is the pattern, never the address. */
  request(method: string, route: string, status: number, seconds: number): void
  liveItems(kind: string, outcome: string, count: number): void
}

export interface MetricsParts {
  clock: () => number
  latest: Latest
  dependencies: Dependencies
  clients: () => number
}

export function createMetrics(parts: MetricsParts): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time from the request to the last byte of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const items = new Counter({
    name: 'city_live_items_total',
    help: 'Items received on the live topics, by what became of them',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const age = new Gauge({
    name: 'city_newest_observation_age_seconds',
    help: 'Age of the newest stored observation; absent while there is none',
    labelNames: ['domain'],
    registers: [],
    collect() {
      this.reset()
      for (const domain of domains) {
        const newest = newestOf(parts.latest, domain)
        if (newest !== undefined) this.set({ domain }, (parts.clock() - newest) / 1000)
      }
    },
  })
  const up = new Gauge({
    name: 'city_dependency_up',
    help: '1 while the dependency is there',
    labelNames: ['dependency'],
    registers: [],
    collect() {
      for (const { name, state } of parts.dependencies.readiness().dependencies)
        this.set({ dependency: name }, state === 'up' ? 1 : 0)
    },
  })
  const clients = new Gauge({
    name: 'city_live_clients',
    help: 'Clients connected to the live socket',
    registers: [],
    collect() {
      this.set(parts.clients())
    },
  })
  for (const gauge of [age, up, clients]) registry.registerMetric(gauge)
  return {
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
    request: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    liveItems: (kind, outcome, count) => items.inc({ kind, outcome }, count),
  }
}

function newestOf(latest: Latest, domain: string): number | undefined {
  let newest: number | undefined
  for (const reading of latest.readings.values()) {
    if (reading.domain !== domain) continue
    newest = Math.max(newest ?? -Infinity, Date.parse(reading.latest.time))
  }
  return newest
}
