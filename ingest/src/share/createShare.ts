import { z } from 'zod'
import { readingUpdate } from '@city/domain/api/live.ts'
import { bookedReport, landedReport, readingOfUpdate } from '@city/domain/live/landed.ts'
import { topics } from '@city/domain/live/topics.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import type { Logger } from '../log.ts'
import type { MappingBook } from '../mappingBook.ts'
import { noOutcome } from '../pipeline/arrival.ts'
import type { Done } from '../pipeline/intake.ts'
import { createLandedBook, type BookLandedParts } from './bookLanded.ts'
import type { Role } from './subscriptions.ts'
import { createLandedTeller } from './tellLanded.ts'

export interface ShareParts extends BookLandedParts {
  city: string
  role: Role
  /** Name of this process among all. */
  instance: string
  publish: (topic: string, payload: string) => void
  mappings: Pick<MappingBook, 'desk' | 'digest' | 'follow'>
  /** Newest readings of stations that another process has landed. */
  onHeard: (readings: readonly Reading[]) => void
  /** Hours that another process has landed something in are booked; starts of hours, ms since 1970 UTC. */
  onTouched: (hours: readonly { time: number }[]) => void
  onError: (error: Error) => void
  log: Logger
}

const updates = z.array(z.unknown())

/** What ingest processes of one group say to each other, beside the readings that they share. */
export function createShare(parts: ShareParts) {
  const { city, role, instance, publish, log } = parts
  const book = createLandedBook(parts)
  const say = (topic: string, body: object) => publish(topic, JSON.stringify(body))
  const teller =
    role === 'landing'
      ? createLandedTeller({
          ...parts,
          mappings: parts.mappings.digest,
          publish: (report) => say(topics.landed(city), report),
        })
      : undefined
  const senders = new Set<string>()
  let arrivals = 0
  const topicsOf = {
    readings: topics.live(city, 'readings'),
    landed: topics.landed(city),
    booked: topics.booked(city, instance),
  }

  function hear(payload: Buffer): void {
    const items = updates.safeParse(parse(payload))
    const readings = (items.data ?? []).flatMap((item) => {
      const update = readingUpdate.safeParse(item)
      const reading = update.success ? readingOfUpdate(update.data) : undefined
      return reading && parts.stations.get(reading.station)?.domain === reading.domain ? [reading] : []
    })
    parts.onHeard(readings)
  }

  function bookReport(payload: Buffer): void {
    const report = landedReport.safeParse(parse(payload))
    if (!report.success) return log.warn('a report of another ingest cannot be read')
    const { instance: sender, id, touched } = report.data
    try {
      book(report.data)
    } catch (error) {
      return parts.onError(error instanceof Error ? error : new Error(String(error)))
    }
    if (!senders.has(sender)) log.info({ instance: sender }, 'another ingest lands readings')
    senders.add(sender)
    const isOther = report.data.mappings !== parts.mappings.digest()
    say(topics.booked(city, sender), { id, ...(isOther && { mappings: parts.mappings.desk() }) })
    parts.onTouched(touched.map(({ from }) => ({ time: from })))
  }

  function takeAnswer(payload: Buffer): void {
    const answer = bookedReport.safeParse(parse(payload))
    if (!answer.success || !teller) return
    try {
      if (answer.data.mappings) parts.mappings.follow(answer.data.mappings)
    } catch (error) {
      parts.onError(error instanceof Error ? error : new Error(String(error)))
    }
    teller.booked(answer.data.id)
  }

  return {
    /** Tells the others of a mapping that the desk has made or removed; who does not hear it asks soon. */
    mappingsChanged(): void {
      for (const sender of senders)
        say(topics.booked(city, sender), { id: 0, mappings: parts.mappings.desk() })
    },
    /** Takes what is said between processes out of the way of `take`; such a message is not counted as an arrival. */
    route:
      (take: (topic: string, payload: Buffer, done: Done) => void) =>
      (topic: string, payload: Buffer, done: Done): void => {
        if (!topic.startsWith(`${city}/v1/live/`) && !topic.startsWith(`${city}/v1/ingest/`)) {
          arrivals++
          return take(topic, payload, done)
        }
        if (topic === topicsOf.readings) hear(payload)
        else if (topic === topicsOf.landed && !teller) bookReport(payload)
        else if (topic === topicsOf.booked) takeAnswer(payload)
        done(null, noOutcome)
      },
    /** How many messages came that are not said between processes. */
    arrivals: (): number => arrivals,
    /** Newest readings that have landed here. */
    landed: (newest: readonly Reading[]): void => teller?.landed(newest),
    start: (): void => teller?.start(),
    /** Resolves when what has landed here is booked where it belongs. */
    flushed: (): Promise<void> => teller?.flushed() ?? Promise.resolve(),
    stop: (): void => teller?.stop(),
  }
}

export type Share = ReturnType<typeof createShare>

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'))
  } catch {
    return undefined
  }
}
