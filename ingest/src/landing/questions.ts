import type { Reading } from '@city/domain/reading/reading.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { dayMs, hourMs } from '@city/domain/time/hanoiTime.ts'

/** A stretch of time of which the series is asked; both ends inclusive, ms since 1970 UTC. */
export interface Question {
  domain: Domain
  /** Absent: all stations of the domain. */
  station: string | undefined
  from: number
  to: number
}

type Place = Pick<Reading, 'domain' | 'station' | 'time'>

/** What one question costs beside its rows, in rows; measured on InfluxDB 1.6: 1.7 ms, a row 0.085 ms. */
const questionRows = 20
/** Stations report about this often at the most, ms. */
const stepMs = 60_000
/** Longest stretch of one question about all stations and about one, ms: an answer stays below some ten thousand rows. */
const longestMs = { all: hourMs / 2, one: dayMs }

/** The questions that bring what the series holds of some readings at the least cost: about all stations of a domain
 *  where its readings lie close together, about one station and a few moments where they are scattered. */
export function questionsOf(readings: readonly Place[]): Question[] {
  return [...Map.groupBy(readings, ({ domain }) => domain)].flatMap(([domain, own]) => {
    const stations = Map.groupBy(own, ({ station }) => station)
    const gapMs = questionRows * stepMs
    const each: Question[] = [...stations].flatMap(([station, some]) =>
      stretches(some, gapMs, longestMs.one).map((span) => ({ domain, station, ...span })),
    )
    const all: Question[] = stretches(own, Math.max(stepMs, gapMs / stations.size), longestMs.all).map(
      (span) => ({ domain, station: undefined, ...span }),
    )
    return costOf(each, 1) <= costOf(all, stations.size) ? each : all
  })
}

function costOf(questions: readonly Question[], stations: number): number {
  const rows = ({ from, to }: Question) => (stations * (to - from + stepMs)) / stepMs
  return questions.reduce((sum, question) => sum + questionRows + rows(question), 0)
}

/** The moments in order, cut wherever nothing lies for a while and where a part would become too long. */
function stretches(places: readonly Place[], gapMs: number, mostMs: number): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = []
  for (const time of places.map((place) => place.time).toSorted((a, b) => a - b)) {
    const last = spans.at(-1)
    if (last && time - last.to <= gapMs && time - last.from <= mostMs) last.to = time
    else spans.push({ from: time, to: time })
  }
  return spans
}
