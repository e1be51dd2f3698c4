import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { Dependencies } from './dependencies.ts'
import type { Latest } from './latest.ts'
import { believableBy } from './live/believable.ts'
import { openLiveFeed } from './live/liveFeed.ts'
import type { Metrics } from './metrics.ts'
import type { Settings } from './settings.ts'
import { takeNewest, takeState } from './stateFeed.ts'

/** How often the state is read again whatever the broker does: a link that is up and brings nothing, or an item that was
 *  lost on the way, makes screens lag by this at most, ms. */
const rereadMs = 5000
/** The same for indicators while the link is up: they cost more, and no figure of a month changes faster, ms. */
const indicatorsRereadMs = 60_000
/** How often what cannot report by itself is asked, ms. */
const checkMs = 5000
const answerLimitMs = 3000

export interface FeedParts {
  settings: Settings
  profile: CityProfile
  state: StateDb
  series: Pick<SeriesStore, 'ping'>
  latest: Latest
  dependencies: Dependencies
  metrics: Pick<Metrics, 'liveItems'>
  clock: () => number
}

/** Names of what the server rests on, as `/readyz` shows them. */
const names = { state: 'state', series: 'series', broker: 'broker', ingest: 'ingest' } as const

/** Keeps `latest` and `dependencies` true from now on: live topics while the broker is there, the state database at the
 *  start, after each gap, and again and again. Each part is tried for ever and fails alone.
 *  Gives the function that ends it all. */
export function startFeeds(parts: FeedParts): () => Promise<void> {
  const { settings, profile, state, latest, dependencies, metrics } = parts
  dependencies.declare(names.state, true)
  dependencies.declare(names.series, true)
  dependencies.declare(names.broker, false)
  dependencies.declare(names.ingest, false)

  let wholeAt = -Infinity
  const readState = (whole = true) => {
    try {
      if (whole) takeState(state, profile, latest, parts.clock())
      else takeNewest(state, profile, latest)
      if (whole) wholeAt = performance.now()
      dependencies.up(names.state)
    } catch (error) {
      dependencies.away(names.state, error)
    }
  }
  readState()
  const endFeed = openLiveFeed({
    broker: settings.mqtt,
    city: profile.settings.id,
    latest,
    believable: believableBy(profile, parts.clock),
    onUp: () => {
      dependencies.up(names.broker)
      // What was published between two links is in the state.
      readState()
    },
    onAway: (cause) => dependencies.away(names.broker, cause),
    onItems: metrics.liveItems,
  })
  const reread = setInterval(() => {
    const linked = dependencies.isUp(names.broker) && dependencies.isUp(names.state)
    readState(!linked || performance.now() - wholeAt >= indicatorsRereadMs)
  }, rereadMs)

  const watch = (name: string, ask: () => Promise<unknown>) => async () => {
    try {
      await within(answerLimitMs, ask())
      dependencies.up(name)
    } catch (error) {
      dependencies.away(name, error)
    }
  }
  const checks = [
    watch(names.series, () => parts.series.ping()),
    watch(names.ingest, () => askIngest(settings.ingestUrl)),
  ]
  const check = () => void Promise.all(checks.map((one) => one()))
  check()
  const checking = setInterval(check, checkMs)

  return async () => {
    clearInterval(reread)
    clearInterval(checking)
    await endFeed()
  }
}

async function askIngest(ingestUrl: string): Promise<void> {
  const answer = await fetch(new URL('/livez', ingestUrl), { signal: AbortSignal.timeout(answerLimitMs) })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`ingest answers ${answer.status}`)
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
