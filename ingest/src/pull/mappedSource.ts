import type { MappedSettings } from '@city/domain/foreign/pullFile.ts'
import { writeTime } from '@city/domain/foreign/timeIn.ts'
import { dayMs, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { askEach } from './askEach.ts'
import { mostRecords, type RecordMap } from './mapRecords.ts'
import { commonOf, jsonOf, type PullDesk, type PullSource } from './pullSource.ts'

/** Requests for spans of time in one poll; the rest of a long backlog waits for the next. */
const mostSpans = 50

/** Any HTTP source of JSON, asked and read as its settings say. With `{from}` and `{to}` in its address it is asked for what
 *  follows its newest observation, and again for `overlap_h` before it; from where it was never asked, `backfill_days`. */
export function mappedSource(
  settings: MappedSettings,
  url: string,
  headers: Readonly<Record<string, string>>,
  map: RecordMap,
): PullSource {
  const isWindowed = /\{(?:from|to)\}/.test(url)
  const span = settings.window ?? {
    ...{ format: 'iso', zone: '+07:00', overlap_h: 24, most_h: 168, backfill_days: 30 },
  }
  const asked = url.includes('{station}') ? Object.keys(settings.stations) : [undefined]

  async function ask(desk: PullDesk, station: string | undefined, from: number, to: number): Promise<void> {
    const filled = url
      .replaceAll('{station}', encodeURIComponent(station ?? ''))
      .replaceAll('{from}', encodeURIComponent(writeTime(from, span.format, span.zone)))
      .replaceAll('{to}', encodeURIComponent(writeTime(to, span.format, span.zone)))
    const answer = await desk.get(filled)
    if (!answer) return
    const content = await jsonOf(desk, answer)
    let mapped: ReturnType<RecordMap>
    try {
      mapped = map(content, station)
    } catch (error) {
      return desk.refuse(answer, 'bad_shape', error instanceof Error ? error.message : 'not readable')
    }
    const { bodies, records } = mapped
    if (records > mostRecords)
      return desk.refuse(answer, 'payload_too_large', `${records} records; at most ${mostRecords}`)
    await desk.land(bodies, { size: answer.bytes.length, feed: station ?? '' })
    answer.kept()
  }

  async function askSpans(desk: PullDesk, station: string | undefined): Promise<void> {
    const end = desk.now()
    let from = startOf(desk, station ?? '', end)
    for (let spans = 0; spans < mostSpans; spans++) {
      const to = Math.min(from + span.most_h * hourMs, end)
      await ask(desk, station, from, to)
      desk.keepAskedTo(station ?? '', to)
      if (to >= end) return
      from = to
    }
  }

  /** Whole hours: a part of an hour would look like one that changed. */
  function startOf(desk: PullDesk, feed: string, end: number): number {
    const { askedTo, newest } = desk.position(feed)
    if (askedTo === null) return hourStart(end - span.backfill_days * dayMs)
    // A clock that was ahead must not hide what comes next.
    const known = Math.max(Math.min(newest ?? askedTo, askedTo, end), end - span.backfill_days * dayMs)
    return hourStart(known - span.overlap_h * hourMs)
  }

  return {
    name: `pull:${settings.name}`,
    ...commonOf(settings),
    reachMs: isWindowed ? (span.overlap_h + 2) * hourMs : 33 * dayMs,
    headers,
    poll: (desk) =>
      askEach(
        asked.map((station) => [
          station ?? '',
          () => (isWindowed ? askSpans(desk, station) : ask(desk, station, 0, 0)),
        ]),
      ),
  }
}
