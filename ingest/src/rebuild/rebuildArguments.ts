import { parseArgs } from 'node:util'
import { hanoiOffsetMs } from '@city/domain/time/hanoiTime.ts'

/** What is to be rebuilt: hours in [from, to), of one station or all. */
export interface RebuildSpan {
  from: number
  to: number
  station: string | undefined
}

export const rebuildUsage = `npm run rebuild -- --from 2026-01-01 --to 2026-02-01 [--station ID]

  Computes the hourly and daily rollups and the indices of a span again from the stored readings.
  --from, --to   a day of Hanoi, or a moment with its offset (2026-01-01T06:00:00+07:00); --to is not included
  --station      only this station; by default all of the city profile

  While ingest runs on the same DATA_DIR it does the work and this shows how far it is; otherwise it is done here.`

/** Reads the arguments of the command.
 *  @throws Error with one sentence for the person who typed them */
export function parseRebuildArguments(
  args: readonly string[],
  stations: { has(id: string): boolean },
  now: number,
): RebuildSpan {
  const options = { from: { type: 'string' }, to: { type: 'string' }, station: { type: 'string' } } as const
  const { values } = parseArgs({ args: [...args], options })
  if (values.from === undefined || values.to === undefined) throw new Error('--from and --to are both needed')
  const from = momentOf('--from', values.from)
  const to = momentOf('--to', values.to)
  if (from >= to) throw new Error('--from must be before --to')
  if (from >= now) throw new Error(`--from ${values.from} lies in the future: nothing is stored of it`)
  if (values.station !== undefined && !stations.has(values.station))
    throw new Error(`--station: the city profile has no station "${values.station}"`)
  return { from, to: Math.min(to, now), station: values.station }
}

function momentOf(name: string, text: string): number {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (day) {
    const midnight = Date.parse(`${text}T00:00:00Z`)
    // The parser takes February 30th for March 2nd where it does not refuse it.
    if (!Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text))
      return midnight - hanoiOffsetMs
  } else if (/^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))) {
    return Date.parse(text)
  }
  throw new Error(`${name}: "${text}" is no day such as 2026-01-31 and no moment with its offset`)
}
