import { joinedTracks, partOf, rainFields, rainTrackOf, stepsUntil } from '@city/domain/quality/rainTrack.ts'
import type { RainTrack } from '@city/domain/quality/rainTrack.ts'
import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import type { Span } from './judgeStation.ts'

/** Rain is read in whole blocks of so many ms, so that gauges that are asked for the same storm ask the store once. */
const blockMs = 3 * hourMs
/** Rows of one gauge that are read at once. */
const mostRows = 20_000
/** Values that are kept (17 bytes each); the oldest blocks go first. */
const mostKept = 500_000

/** The rain of many gauges as the series holds it, read once for all that look at it. What is read is kept as long as the
 *  field lives: whoever judges what arrived opens a new one after the arrival. Its methods reject as the store does. */
export function createRainField(series: Pick<SeriesStore, 'readRows'>) {
  const blocks = new Map<string, RainTrack>()
  let kept = 0

  function keep(gauge: string, block: number, track: RainTrack): void {
    const name = `${gauge}\n${block}`
    kept += track.time.length - (blocks.get(name)?.time.length ?? 0)
    blocks.set(name, track)
    for (const [key, oldest] of blocks) {
      if (kept <= mostKept) return
      kept -= oldest.time.length
      blocks.delete(key)
    }
  }

  async function readBlocks(gauge: string, first: number, end: number): Promise<RainTrack[]> {
    const read: RainTrack[] = []
    for (let block = first; block < end;) {
      const span = { from: block * blockMs, to: end * blockMs }
      const query = { measurement: 'rain', tags: { station: gauge }, fields: rainFields, ...span }
      let rows: SeriesRow[] = await series.readRows({ ...query, limit: mostRows })
      let until = end
      if (rows.length === mostRows) {
        until = Math.max(block + 1, Math.floor(rows.at(-1)!.time / blockMs))
        rows = rows.filter(({ time }) => time < until * blockMs)
      }
      const track = rainTrackOf(rows)
      for (let before = 0; block < until; block++) {
        const after = stepsUntil(track, (block + 1) * blockMs - 1)
        // A copy: a view would keep all that was read alive.
        const own = joinedTracks([partOf(track, before, after)])
        keep(gauge, block, own)
        read.push(own)
        before = after
      }
    }
    return read
  }

  /** The rain of a gauge in a span. */
  async function rainOf(gauge: string, { from, to }: Span): Promise<RainTrack> {
    const [first, end] = [Math.floor(from / blockMs), Math.ceil(to / blockMs)]
    const tracks: RainTrack[] = []
    for (let block = first; block < end;) {
      const known = blocks.get(`${gauge}\n${block}`)
      if (known) {
        tracks.push(known)
        block++
        continue
      }
      let until = block + 1
      while (until < end && !blocks.has(`${gauge}\n${until}`)) until++
      tracks.push(...(await readBlocks(gauge, block, until)))
      block = until
    }
    const whole = joinedTracks(tracks)
    return partOf(whole, stepsUntil(whole, from - 1), stepsUntil(whole, to - 1))
  }

  return {
    /** The rain of gauges in a span, by gauge. */
    async rainOf(gauges: Iterable<string>, span: Span): Promise<Map<string, RainTrack>> {
      const found = new Map<string, RainTrack>()
      await Promise.all([...gauges].map(async (gauge) => found.set(gauge, await rainOf(gauge, span))))
      return found
    },
  }
}

export type RainField = ReturnType<typeof createRainField>
