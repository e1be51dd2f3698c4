import { decodeLines } from '@city/store/series/decodeLines.ts'
import { linesIn } from './journalRows.ts'
import {
  StoreAway,
  StoreRefused,
  type SeriesPoint,
  type SeriesStore,
} from '@city/domain/series/seriesStore.ts'

export interface OutletParts {
  series: Pick<SeriesStore, 'write' | 'sendLines' | 'ping'>
  /** Called when the store can be written again. */
  onOpen: () => void
  /** Told of each request, and of each time that an absent store is tried again. */
  onRequest?: (seconds: number, answer: 'taken' | 'refused' | 'away') => void
  onRetry?: () => void
  /** How long a group waits for the store before the journal takes it, ms. */
  patienceMs?: number
}

/** The store is tried again after this, growing, ms. */
const retryMs = { least: 250, most: 5000 }
/** After the store was away, what was under way when it froze may still reach it; nothing is sent before that, ms. */
const settleMs = 500

/** The way to the series store. A store beyond a network is either there, then points are written at once, or away, then
 *  nobody waits for it: the caller puts them into the journal, and the store is tried again with a growing wait. */
export function createOutlet({ series, onOpen, onRequest, onRetry, patienceMs = 1000 }: OutletParts) {
  let open = true
  let wait: number = retryMs.least
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function shut(): void {
    if (!open || series.sendLines === undefined) return
    open = false
    wait = retryMs.least
    schedule()
  }
  function schedule(): void {
    if (closed) return
    // Jitter, so that several programs do not come back in one moment.
    timer = setTimeout(() => void probe(), wait * (0.75 + Math.random() / 2))
    wait = Math.min(retryMs.most, wait * 2)
  }
  async function probe(): Promise<void> {
    onRetry?.()
    try {
      await series.ping()
    } catch {
      return schedule()
    }
    timer = setTimeout(() => {
      open = true
      onOpen()
    }, settleMs)
  }

  /** Rejects with StoreAway when the store does not answer in time; what was under way may still reach it. */
  async function inTime(work: Promise<void>): Promise<void> {
    const began = performance.now()
    const tell = (answer: 'taken' | 'refused' | 'away') =>
      onRequest?.((performance.now() - began) / 1000, answer)
    let limit: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      // A store on this disk has nowhere to wait instead.
      if (series.sendLines === undefined) return
      limit = setTimeout(() => reject(new StoreAway(`no answer within ${patienceMs} ms`)), patienceMs)
    })
    // The loser of the race fails later, when nobody listens any more.
    work.catch(() => undefined)
    try {
      await Promise.race([work, late])
      tell('taken')
    } catch (error) {
      tell(error instanceof StoreRefused ? 'refused' : 'away')
      if (error instanceof StoreAway) shut()
      throw error
    } finally {
      clearTimeout(limit)
    }
  }

  // A store on this disk knows no lines; they wait from a time when the store was another.
  function hand(lines: string | Uint8Array): Promise<void> {
    if (series.sendLines) return inTime(series.sendLines(lines))
    return inTime(
      series.write(decodeLines(typeof lines === 'string' ? lines : Buffer.from(lines).toString())),
    )
  }
  async function sendWhole(
    whole: string | Uint8Array,
    lines: () => readonly string[],
  ): Promise<Map<number, string>> {
    try {
      await hand(whole)
      return new Map()
    } catch (error) {
      if (!(error instanceof StoreRefused)) throw error
      return isolating(lines(), (some) => hand(`${some.join('\n')}\n`))
    }
  }

  return {
    /** False while the store is away: what is to be written goes into the journal. */
    get isOpen(): boolean {
      return open
    },
    /** True when the store is beyond a network, so that lines can wait for it. */
    hasLines: series.sendLines !== undefined,
    /** Writes points; one that the store refuses costs only itself. Rejects with StoreAway.
     *  @returns index → why, of each refused point; every other point is durable */
    write: (points: readonly SeriesPoint[]): Promise<Map<number, string>> =>
      isolating(points, (some) => inTime(series.write(some))),
    /** The same for lines that were encoded before, in texts that end with a line break; the index counts lines. */
    send: (texts: readonly string[]): Promise<Map<number, string>> =>
      sendWhole(texts.join(''), () => texts.flatMap(linesIn)),
    /** The same for the UTF-8 of such a text. */
    sendBytes: (bytes: Uint8Array): Promise<Map<number, string>> =>
      sendWhole(bytes, () => linesIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())),
    /** A question to the store; when it does not answer, the store is away for everyone. */
    async asking<Result>(question: Promise<Result>): Promise<Result> {
      try {
        return await question
      } catch (error) {
        if (error instanceof StoreAway) shut()
        throw error
      }
    },
    close(): void {
      closed = true
      clearTimeout(timer)
    },
  }
}

export type Outlet = ReturnType<typeof createOutlet>

/** Hands over items; when the store refuses some, halves them until the refused ones stand alone. */
async function isolating<Item>(
  items: readonly Item[],
  hand: (items: readonly Item[]) => Promise<void>,
  offset = 0,
): Promise<Map<number, string>> {
  if (items.length === 0) return new Map()
  try {
    await hand(items)
    return new Map()
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error
    if (items.length === 1) return new Map([[offset, error.message]])
    const half = items.length >> 1
    const first = await isolating(items.slice(0, half), hand, offset)
    const second = await isolating(items.slice(half), hand, offset + half)
    return new Map([...first, ...second])
  }
}
