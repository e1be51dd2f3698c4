import { eventually } from '../services/eventually.ts'
import type { ChaosStation } from './city.ts'
import { readEmbeddedSeries } from './embeddedSeries.ts'
import { playFaults } from './faults.ts'
import { readInfluxSeries } from './influxSeries.ts'
import { runInOrder } from './inOrder.ts'
import { peekLedger, readBooks, type LedgerSums } from './judge/books.ts'
import { judgeBooks, judgeSeries } from './judge/judge.ts'
import { createPlan, type PlanSettings } from './plan/plan.ts'
import { startPublishing, type Publishing } from './publishing.ts'
import { describeFault, writeScript, type Deed } from './script.ts'
import { openStage, savedTwiceFrom, type Stage } from './stage.ts'

export interface TrialSettings {
  seed: number
  readings: number
  stations: number
  events: number
  epochs: number
  /** Readings per second that the stations send. */
  rate: number
  /** Longest fault, s. */
  longestS: number
  without?: readonly Deed[]
  /** Broker and store inside ingest, not mosquitto and InfluxDB. */
  isEmbedded: boolean
  /** Runs the same readings in order, too, and compares. */
  withInOrder: boolean
  diskMegabytes: number
  log: (line: string) => void
}

export interface Verdict {
  seed: number
  events: number
  durationS: number
  /** Readings that were sent, each as often as the plan sends it. */
  sent: number
  sums: LedgerSums
  letters: number
  waitingPeak: number
  /** Bytes. */
  peakRss: number
  saidWhenFull: string[][]
  hadDisk: boolean
  /** What is wrong; nothing when the trial is passed. */
  faults: string[]
}

const memoryLimit = 300_000_000
const partLimitMs = 600_000
const convergenceLimitMs = 300_000
/** A program that finds a full disk when it starts ends and is started again; it may notice the end of that a little late. */
const afterFullMs = 5000

/** One trial: a run of the stations, with faults from the seed, then the question what became of every reading. */
export async function runTrial(settings: TrialSettings): Promise<Verdict> {
  const { seed, log, isEmbedded } = settings
  const began = Date.now()
  const { readings, stations, epochs } = settings
  const planned: PlanSettings = { seed, readings, stations, epochs, now: began, storeRefuses: !isEmbedded }
  const plan = createPlan(planned)
  for (let part = 0; part < epochs; part++) plan.epoch(part)
  const times = plan.stations.flatMap(({ id }) => plan.moments(id).map(({ time }) => time))
  const stage = await openStage({
    stations: plan.stations,
    isEmbedded,
    diskMegabytes: settings.diskMegabytes,
    from: times.reduce((least, time) => Math.min(least, time), began),
    to: began,
  })
  const script = writeScript({ ...settings, targets: stage.targets })
  for (const fault of script) log(`planned: ${describeFault(fault)}`)
  if (!stage.disk) log('left out: the full disk, because this user may not mount one')
  const publishing = await startPublishing(stage.publishUrl, planned, settings.rate)
  const faultsPlayed = playFaults(stage, publishing, script, plan.sent, log)
  const watch = watchLedger(stage)
  const saying = setInterval(() => log(stateOf(stage, publishing)), 10_000)
  const faults: string[] = []
  try {
    for (let part = 0; part < epochs; part++) {
      publishing.startPart()
      await settled(stage, publishing)
      log(`part ${part + 1} of ${epochs} is taken over: ${publishing.acknowledged} of ${plan.sent} readings`)
    }
    await eventually(() => faultsPlayed.isOver(), { withinMs: 120_000, what: 'the end of all faults' })
    await settled(stage, publishing)
    await eventually(() => peekLedger(stage.dataDir)?.waiting === 0, {
      withinMs: convergenceLimitMs,
      everyMs: 100,
      what: 'an empty journal',
    })
    log('everything has come to rest')
  } catch (error) {
    faults.push(`it does not come to rest: ${error instanceof Error ? error.message : String(error)}`)
  }
  clearInterval(saying)
  faultsPlayed.stop()
  watch.stop()
  publishing.stop()
  const peakRss = stage.ingest.peakRss()
  await stage.ingest.stop()
  log('ingest has stopped; judging')
  const books = readBooks(stage.dataDir)
  faults.push(...judgeBooks(plan, books), ...watch.faults)
  const { saidWhenFull, fullSpans } = faultsPlayed.report
  const isOfFullDisk = (at: number): boolean =>
    fullSpans.some(({ from, to }) => at >= from && at < to + afterFullMs)
  const ownEnds = stage.ingest.ownEnds.filter(({ at }) => !isOfFullDisk(at))
  if (ownEnds.length > 0)
    faults.push(
      `ingest ended by itself: ${ownEnds.map(({ end }) => end).join(', ')}\n${stage.ingest.output().slice(-3000)}`,
    )
  if (peakRss >= memoryLimit) faults.push(`ingest took ${megabytes(peakRss)} MB of memory`)
  const inOrder = settings.withInOrder ? await runInOrder(plan, stage.cityDir, isEmbedded) : undefined
  if (inOrder) log('the run in order is done; comparing')
  faults.push(...(await judgeSeries(plan, (station) => readSeries(stage, station), inOrder?.read)))
  if (faults.length > 0) log(stage.ingest.output().slice(-3000))
  await inOrder?.stop()
  await stage.stop()
  return {
    seed,
    events: script.length,
    durationS: (Date.now() - began) / 1000,
    sent: plan.sent,
    sums: books.sums,
    letters: [...books.letters.values()].reduce((sum, one) => sum + one, 0),
    waitingPeak: watch.waitingPeak(),
    peakRss,
    saidWhenFull,
    hadDisk: stage.disk !== undefined,
    faults,
  }
}

export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

function readSeries({ outside, dataDir }: Stage, station: ChaosStation) {
  if (outside) return readInfluxSeries(outside.influx.url, station.domain, station.id)
  return readEmbeddedSeries(dataDir, station)
}

/** Resolves when ingest has acknowledged everything of this part of the run and the broker has that on its disk: from then
 *  on nothing of it can come again, and what corrects it can be sent. */
async function settled({ outside }: Stage, publishing: Publishing): Promise<void> {
  for (;;) {
    await eventually(() => publishing.isPartDone(), { withinMs: partLimitMs, what: 'acknowledgement of all' })
    if (!outside) return
    const { deliveries, saves } = outside
    await eventually(() => publishing.isPartDone() && deliveries.isAtRest(), {
      withinMs: partLimitMs,
      what: 'acknowledgement of all by ingest',
    })
    const { losses } = publishing
    const { total } = deliveries
    await savedTwiceFrom(saves, saves.count())
    const isUntouched = losses === publishing.losses && total === deliveries.total
    if (isUntouched && publishing.isPartDone() && deliveries.isAtRest()) return
  }
}

function stateOf({ outside, dataDir, ingest }: Stage, { acknowledged, again }: Publishing): string {
  const sums = peekLedger(dataDir)
  const queue = outside
    ? `, delivered ${outside.deliveries.total} messages, ${outside.deliveries.unacknowledged()} of them not acknowledged`
    : ''
  const books = sums ? `received ${sums.received}, waiting ${sums.waiting}` : 'ledger not readable'
  return `        acknowledged ${acknowledged}, sent again ${again} messages${queue}, ${books}, peak RSS ${megabytes(ingest.peakRss())} MB`
}

/** Looks into the ledger all the time: it must balance at every moment, not only at the end. */
function watchLedger(stage: Stage) {
  let waitingPeak = 0
  let unbalanced: LedgerSums | undefined
  const looking = setInterval(() => {
    const sums = peekLedger(stage.dataDir)
    if (!sums) return
    waitingPeak = Math.max(waitingPeak, sums.waiting)
    if (sums.received !== sums.stored + sums.duplicate + sums.rejected + sums.waiting) unbalanced ??= sums
  }, 300)
  return {
    waitingPeak: () => waitingPeak,
    get faults() {
      return unbalanced ? [`the ledger did not balance during the run: ${JSON.stringify(unbalanced)}`] : []
    },
    stop: () => clearInterval(looking),
  }
}
