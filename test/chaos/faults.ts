import { setTimeout as wait } from 'node:timers/promises'
import type { TcpProxy } from '../services/tcpProxy.ts'
import type { Publishing } from './publishing.ts'
import { befallen, describeFault, type Fault } from './script.ts'
import type { Stage } from './stage.ts'

export interface FaultsReport {
  /** What /readyz named while the disk was full, by fault in order. */
  saidWhenFull: string[][]
  /** Spans in which the disk was full, ms since 1970. */
  fullSpans: { from: number; to: number }[]
}

/** Plays the script as the run goes on: each fault begins when enough is acknowledged and what it befalls is well again. */
export function playFaults(
  stage: Stage,
  publishing: Publishing,
  script: readonly Fault[],
  totalReadings: number,
  log: (line: string) => void,
) {
  const report: FaultsReport = { saidWhenFull: [], fullSpans: [] }
  const underWay = new Set<Promise<void>>()
  const lastOf = new Map<string, Promise<void>>()
  const toCome = script.toSorted((a, b) => a.at - b.at)
  let failure: Error | undefined

  async function play(fault: Fault, before: Promise<unknown>): Promise<void> {
    await before
    log(`begins: ${describeFault(fault)}`)
    await doFault(stage, publishing, fault, report)
    log(`over:   ${describeFault(fault)}`)
  }
  function begin(fault: Fault): void {
    const targets = befallen(fault)
    const done = play(fault, Promise.all(targets.map((target) => lastOf.get(target))))
    for (const target of targets) lastOf.set(target, done)
    underWay.add(done)
    done
      .catch((error: Error) => void (failure ??= new Error(describeFault(fault), { cause: error })))
      .finally(() => underWay.delete(done))
  }
  const looking = setInterval(() => {
    while (toCome[0] && publishing.acknowledged >= toCome[0].at * totalReadings) begin(toCome.shift()!)
  }, 50)

  return {
    report,
    /** True when every fault has come and gone; throws when one could not be done. */
    isOver(): boolean {
      if (failure) throw failure
      return toCome.length === 0 && underWay.size === 0
    },
    stop: () => clearInterval(looking),
  }
}

async function doFault(
  stage: Stage,
  publishing: Publishing,
  fault: Fault,
  report: FaultsReport,
): Promise<void> {
  const { ingest, outside, lineToBroker } = stage
  if (fault.target === 'disk') return fillDisk(stage, fault, report)
  if (fault.target === 'line to broker') return cut(lineToBroker, fault)
  if (fault.target === 'ingest') {
    if (fault.deed === 'SIGSTOP') {
      // One that finds the disk full when it starts ends again: there is nothing to stop then.
      await isAlive(stage.ingestUrl)
      return suspend(ingest.pid, fault.ms)
    }
    await ingest.kill()
    await wait(fault.ms)
    return ingest.start()
  }
  if (!outside) throw new Error(`there is no ${fault.target} here`)
  const { influx, broker, saves, lineToInflux } = outside
  if (fault.target === 'line to influxd') return cut(lineToInflux, fault)
  if (fault.target === 'mosquitto') {
    await broker.kill()
    publishing.sendAgain(saves.safeBefore())
    await wait(fault.ms)
    return broker.restart()
  }
  if (fault.deed === 'SIGSTOP') return suspend(influx.pid, fault.ms)
  await influx.kill()
  await wait(fault.ms)
  await influx.restart()
}

async function cut(line: TcpProxy, { deed, ms }: Fault): Promise<void> {
  if (deed === 'half-open') return line.forgetConnections()
  if (deed !== 'refused' && deed !== 'silent' && deed !== 'slow') throw new Error(`no line can be ${deed}`)
  line.set(deed)
  await wait(ms)
  line.set('open')
}

/** Stops a process where it is, as a machine that swaps or a paused container does. */
async function suspend(pid: number | undefined, ms: number): Promise<void> {
  if (pid === undefined) return
  process.kill(pid, 'SIGSTOP')
  await wait(ms)
  try {
    process.kill(pid, 'SIGCONT')
  } catch (error) {
    // It was killed while it stood.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Resolves when ingest answers, or after a while anyway. */
async function isAlive(ingestUrl: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const answer = await fetch(`${ingestUrl}/livez`, { signal: AbortSignal.timeout(1000) }).catch(
      () => undefined,
    )
    if (answer?.ok) return
    await wait(250)
  }
}

async function fillDisk(stage: Stage, { deed, ms }: Fault, report: FaultsReport): Promise<void> {
  const { disk, ingest, ingestUrl, outside } = stage
  const said = new Set<string>()
  const from = Date.now()
  disk?.fill()
  if (deed === 'full, influxd away') outside?.lineToInflux.set('refused')
  if (deed === 'full, ingest killed') {
    await ingest.kill()
    ingest.start()
  }
  while (Date.now() < from + ms) {
    // Room that is given back in the meantime is filled again.
    disk?.fill()
    for (const fault of await faultsOf(ingestUrl)) said.add(fault)
    await wait(200)
  }
  disk?.free()
  if (deed === 'full, influxd away') outside?.lineToInflux.set('open')
  report.saidWhenFull.push([...said])
  report.fullSpans.push({ from, to: Date.now() })
}

async function faultsOf(ingestUrl: string): Promise<string[]> {
  try {
    const answer = await fetch(`${ingestUrl}/readyz`, { signal: AbortSignal.timeout(1000) })
    return ((await answer.json()) as { faults: string[] }).faults
  } catch {
    return []
  }
}
