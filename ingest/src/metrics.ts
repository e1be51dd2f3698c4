import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { addOutcome, noOutcome, type Outcome } from './pipeline/arrival.ts'

/** Prometheus metrics of ingest, base units, no station in any label (interfaces.md 5). */
export function createMetrics(parts: {
  /** Arrivals that wait for their group. */
  queued: () => number
  /** What waits in the journal, and since when, ms since 1970 UTC. */
  journal: () => { readings: number; oldestAt: number | null }
  isStoreOpen: () => boolean
  /** What the ledger of all time says. */
  ledger: () => { waiting: number; unbalanced: number }
  newest: () => Record<string, number>
  /** Dead letters by reason. */
  deadLetters: () => ReadonlyMap<string, number>
  now: () => number
}) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  /** By kind of source, since the start: told when somebody asks, for a message has no time to look up labels. */
  const counted = new Map<string, Outcome & { arrivals: number }>()
  const fates = ['stored', 'duplicate', 'rejected', 'waiting'] as const
  new Counter({
    name: 'ingest_readings_total',
    help: 'Readings by source and what became of them on arrival; received = stored + duplicate + rejected + waiting',
    labelNames: ['source', 'outcome'],
    registers,
    collect() {
      this.reset()
      for (const [source, sum] of counted)
        for (const outcome of fates) if (sum[outcome] > 0) this.inc({ source, outcome }, sum[outcome])
    },
  })
  new Counter({
    name: 'ingest_arrivals_total',
    help: 'Messages, requests and files that were landed or turned away, by source',
    labelNames: ['source'],
    registers,
    collect() {
      this.reset()
      for (const [source, { arrivals }] of counted) this.inc({ source }, arrivals)
    },
  })
  const requests = new Histogram({
    name: 'ingest_write_seconds',
    help: 'Requests to the series store that write readings, by answer: taken, refused or away',
    labelNames: ['answer'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1],
    registers,
  })
  const retries = new Counter({
    name: 'ingest_store_retries_total',
    help: 'Times that a series store that is away was tried again',
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
    help: 'Groups that could not be made durable and were not acknowledged, and batches of the journal to be tried again',
    registers,
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('ingest_queued_arrivals', 'Arrivals that wait for their group', parts.queued)
  gauge('ingest_store_up', '1 while the series store takes points, 0 while they go into the journal', () =>
    Number(parts.isStoreOpen()),
  )
  gauge(
    'ingest_journal_readings',
    'Readings that are durable in the journal and wait for the series store',
    () => parts.journal().readings,
  )
  gauge('ingest_journal_age_seconds', 'Age of the oldest of them; 0 when none waits', () => {
    const { oldestAt } = parts.journal()
    return oldestAt === null ? 0 : (parts.now() - oldestAt) / 1000
  })
  gauge(
    'ingest_ledger_unbalanced_rows',
    'Rows of the ledger where received is not stored + duplicate + rejected + waiting: anything but 0 is a fault',
    () => parts.ledger().unbalanced,
  )
  gauge(
    'ingest_ledger_waiting_readings',
    'Readings that the ledger calls waiting; equal to ingest_journal_readings',
    () => parts.ledger().waiting,
  )
  const drainedReadings = new Counter({
    name: 'ingest_journal_drained_readings_total',
    help: 'Readings that left the journal for the series',
    registers,
  })
  const drainBatches = new Histogram({
    name: 'ingest_journal_batch_seconds',
    help: 'Time to bring one batch of the journal into the series',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
    registers,
  })
  new Gauge({
    name: 'ingest_dead_letters',
    help: 'Different rejected things that are kept, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset()
      for (const [reason, letters] of parts.deadLetters()) this.set({ reason }, letters)
    },
  })
  const trimmed = new Counter({
    name: 'ingest_dead_letters_trimmed_total',
    help: 'Dead letters let go since the beginning: too old (age), too many bytes (size), too many (number)',
    labelNames: ['why'],
    registers,
  })
  for (const why of ['age', 'size', 'number']) trimmed.inc({ why }, 0)
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
    groups,
    lag,
    failures,
    /** An arrival was landed or turned away. `source`: its kind, with what else names it after a colon. */
    count(source: string, outcome: Outcome): void {
      const colon = source.indexOf(':')
      const kind = colon < 0 ? source : source.slice(0, colon)
      let sum = counted.get(kind)
      if (!sum) counted.set(kind, (sum = { ...noOutcome, arrivals: 0 }))
      sum.arrivals++
      addOutcome(sum, outcome)
    },
    requested: (seconds: number, answer: string) => requests.observe({ answer }, seconds),
    retried: () => retries.inc(),
    /** A batch left the journal. */
    drained(count: number, seconds: number): void {
      drainedReadings.inc(count)
      drainBatches.observe(seconds)
    },
    /** Dead letters were let go. */
    trimmed: (why: string, letters: number) => trimmed.inc({ why }, letters),
    registry,
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}

export type Metrics = ReturnType<typeof createMetrics>

/** Metrics of sources that are read when they are asked for, one label `source`. A value of null is left out. */
export function sourceMetrics<Of extends { source: string }>(registry: Registry, signs: () => readonly Of[]) {
  const common = { labelNames: ['source'], registers: [registry] }
  return {
    gauge(name: string, help: string, read: (of: Of) => number | null): void {
      const made = new Gauge({
        ...{ name, help, ...common },
        collect() {
          made.reset()
          for (const one of signs()) {
            const value = read(one)
            if (value !== null) made.set({ source: one.source }, value)
          }
        },
      })
    },
    counter(name: string, help: string, read: (of: Of) => number): void {
      const made = new Counter({
        ...{ name, help, ...common },
        collect() {
          made.reset()
          for (const one of signs()) made.inc({ source: one.source }, read(one))
        },
      })
    },
  }
}
