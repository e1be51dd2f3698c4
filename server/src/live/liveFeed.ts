import { connect } from 'mqtt'
import { z } from 'zod'
import { liveItem } from '@city/domain/api/live.ts'
import { liveKinds, topics, type LiveKind } from '@city/domain/live/topics.ts'
import type { Latest, LiveItems } from '../latest.ts'
import type { Believable } from './believable.ts'

const retryMs = 2000

export interface LiveFeedOptions {
  broker: { url: string; username: string | undefined; password: string | undefined }
  /** The profile's id, first level of every topic. */
  city: string
  latest: Latest
  believable: Believable
  /** Subscribed: news arrive by themselves from now on. */
  onUp(): void
  onAway(cause: unknown): void
  /** Counts items by what became of them. */
  onItems(kind: string, outcome: 'news' | 'known' | 'unreadable' | 'unbelievable', count: number): void
}

/** Takes what ingest publishes as just stored into `latest`. The link is tried again for ever; foreign items are parsed
 *  one by one, an unreadable one costs none of its neighbours. Gives the function that ends the feed. */
export function openLiveFeed(options: LiveFeedOptions): () => Promise<void> {
  const { url, username, password } = options.broker
  const client = connect(url, {
    reconnectPeriod: retryMs,
    connectTimeout: 10_000,
    clean: true,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  })
  const filter = topics.allLive(options.city)
  const kindOf = new Map(liveKinds.map((kind) => [topics.live(options.city, kind), kind]))

  client.on('connect', () => {
    client.subscribe(filter, { qos: 1 }, (error, granted) => {
      const refused = granted?.some(({ qos }) => qos >= 128)
      if (error || refused)
        options.onAway(error ?? new Error(`the broker refuses the subscription to ${filter}`))
      else options.onUp()
    })
  })
  let isEnding = false
  client.on('close', () => {
    if (!isEnding) options.onAway(new Error('the link to the broker is closed'))
  })
  client.on('error', (error) => options.onAway(error))
  client.on('message', (topic, payload) => {
    const kind = kindOf.get(topic)
    if (kind) takeMessage(kind, payload, options)
  })
  return () => {
    isEnding = true
    return client.endAsync(true)
  }
}

function takeMessage(
  kind: LiveKind,
  payload: Buffer,
  { latest, believable, onItems }: LiveFeedOptions,
): void {
  const items = z.array(z.unknown()).safeParse(parseJson(payload))
  if (!items.success) return onItems(kind, 'unreadable', 1)
  const counts = { news: 0, known: 0, unreadable: 0, unbelievable: 0 }
  for (const item of items.data) {
    const parsed = liveItem[kind].safeParse(item)
    if (!parsed.success) counts.unreadable++
    else if (!believable(kind, parsed.data)) counts.unbelievable++
    else if (take(latest, parsed.data) > 0) counts.news++
    else counts.known++
  }
  for (const outcome of ['news', 'known', 'unreadable', 'unbelievable'] as const)
    onItems(kind, outcome, counts[outcome])
}

function take(latest: Latest, item: LiveItems[LiveKind]): number {
  if ('latest' in item) return latest.take('readings', [item])
  if ('index' in item) return latest.take('indices', [item])
  return 'id' in item ? latest.take('cameras', [item]) : latest.take('indicators', [item])
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'))
  } catch {
    return undefined
  }
}
