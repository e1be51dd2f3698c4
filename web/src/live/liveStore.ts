import type {
  AirIndexState,
  CameraItem,
  IndexState,
  IndicatorItem,
  LatestReading,
  StationCollection,
  StationProperties,
  WaterIndexState,
} from '@city/domain/api/schemas.ts'
import type { AlertUpdate } from '@city/domain/live/events.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { createServerClock, type ServerClock } from './clock.ts'
import { KeyedListeners, type Listener } from './keyedListeners.ts'

/** One station as known now. A new object whenever something about it changed. `time`: of the newest reading, ms.
 *  `index`: VN_AQI, of air stations; `wqi`: VN_WQI, of water stations. */
export interface LiveStation extends Omit<StationProperties, 'freshness' | 'index'> {
  lat: number
  lon: number
  time: number | null
  index: AirIndexState | null
  wqi?: WaterIndexState | null
}

/** How values arrive. `since`: server clock, ms, when this state began; `via` null before the first attempt. */
export interface Connection {
  via: 'socket' | 'polling' | null
  state: 'connecting' | 'live' | 'lost'
  since: number
}

export interface LiveStoreOptions {
  /** Runs `flush` once, soon. Default: after 100 ms, so that a burst becomes one draw. */
  schedule?: (flush: () => void) => void
  clock?: ServerClock
}

const none: readonly never[] = []

/** Newest state of everything on screen, outside React. Changes gather and are shown together; of several values for
 *  one key the last wins, but an older reading never replaces a newer one. Keys: `station/ID`, `stations/DOMAIN`,
 *  `cameras`, `camera/ID`, `indicators`, `indicator/CODE`, `alerts`, `connection`, `clock`. */
export class LiveStore {
  readonly clock: ServerClock
  readonly #schedule: (flush: () => void) => void
  readonly #listeners = new KeyedListeners()
  readonly #stations = new Map<string, LiveStation>()
  readonly #early = new Map<string, { latest?: LatestReading; index?: IndexState }>()
  readonly #cameras = new Map<string, CameraItem>()
  readonly #indicators = new Map<string, IndicatorItem>()
  readonly #alerts = new Map<string, AlertUpdate>()
  readonly #lists = new Map<string, readonly unknown[]>()
  readonly #changed = new Set<string>()
  readonly #waiting: (() => void)[] = []
  #connection: Connection

  constructor(options: LiveStoreOptions = {}) {
    this.clock = options.clock ?? createServerClock()
    this.#schedule = options.schedule ?? ((flush) => setTimeout(flush, 100))
    this.#connection = { via: null, state: 'connecting', since: this.clock.now() }
  }

  subscribe(key: string, listener: Listener): () => void {
    return this.#listeners.add(key, listener)
  }

  station(id: string): LiveStation | undefined {
    return this.#stations.get(id)
  }

  /** Stations of one domain, or all; the same array until one of them changes. */
  stations(domain?: Domain): readonly LiveStation[] {
    return this.#list(`stations/${domain ?? 'all'}`, () =>
      [...this.#stations.values()].filter((one) => domain === undefined || one.domain === domain),
    )
  }

  camera(id: string): CameraItem | undefined {
    return this.#cameras.get(id)
  }

  cameras(): readonly CameraItem[] {
    return this.#list('cameras', () => [...this.#cameras.values()])
  }

  indicator(code: string): IndicatorItem | undefined {
    return this.#indicators.get(code)
  }

  indicators(): readonly IndicatorItem[] {
    return this.#list('indicators', () => [...this.#indicators.values()])
  }

  alerts(): readonly AlertUpdate[] {
    return this.#list('alerts', () => [...this.#alerts.values()])
  }

  connection(): Connection {
    return this.#connection
  }

  /** Says how values arrive from now on; the same state again changes nothing. */
  setConnection(via: 'socket' | 'polling', state: Connection['state']): void {
    if (this.#connection.via === via && this.#connection.state === state) return
    this.#connection = { via, state, since: this.clock.now() }
    this.#listeners.wake(['connection'])
  }

  /** Takes the server's time (RFC 3339) from an answer that has just arrived. */
  observeTime(now: string): void {
    const before = this.clock.now()
    this.clock.observe(Date.parse(now))
    if (Math.abs(this.clock.now() - before) > 1000) this.#listeners.wake(['clock'])
  }

  /** The whole registry with latest values; stations that are no longer in it disappear. */
  putCollection(collection: StationCollection): void {
    this.observeTime(collection.now)
    this.#enqueue(() => {
      const kept = new Set<string>()
      for (const { id, geometry, properties } of collection.features) {
        kept.add(id)
        const [lon, lat] = geometry.coordinates
        this.#putStation(id, { ...properties, lat, lon })
      }
      for (const [id, { domain }] of this.#stations)
        if (!kept.has(id)) {
          this.#stations.delete(id)
          this.#markStation(id, domain)
        }
    })
  }

  putReadings(items: readonly { station: string; latest: LatestReading }[]): void {
    this.#enqueue(() => items.forEach(({ station, latest }) => this.#update(station, { latest })))
  }

  putIndices(items: readonly { station: string; index: IndexState }[]): void {
    this.#enqueue(() => items.forEach(({ station, index }) => this.#update(station, { index })))
  }

  putCameras(items: readonly CameraItem[], whole = false): void {
    this.#enqueue(() => this.#putAll(this.#cameras, 'camera', items, (one) => one.id, whole))
  }

  putIndicators(items: readonly IndicatorItem[], whole = false): void {
    this.#enqueue(() => this.#putAll(this.#indicators, 'indicator', items, (one) => one.code, whole))
  }

  putAlerts(items: readonly AlertUpdate[], whole = false): void {
    this.#enqueue(() => this.#putAll(this.#alerts, 'alert', items, (one) => one.id, whole))
  }

  #enqueue(change: () => void): void {
    this.#waiting.push(change)
    if (this.#waiting.length === 1) this.#schedule(() => this.#flush())
  }

  #flush(): void {
    for (const change of this.#waiting.splice(0)) change()
    const changed = [...this.#changed]
    this.#changed.clear()
    for (const key of changed) this.#lists.delete(key)
    this.#listeners.wake(changed)
  }

  #putStation(
    id: string,
    registered: Omit<StationProperties, 'freshness'> & { lat: number; lon: number },
  ): void {
    const known = this.#stations.get(id)
    const early = this.#early.get(id)
    this.#early.delete(id)
    const latest = newer(newer(known?.latest, registered.latest), early?.latest) ?? null
    const index = newer(newer(indexOf(known), registered.index), early?.index)
    const next: LiveStation = { ...registered, latest, ...byKind(index), time: timeOf(latest) }
    if (known && JSON.stringify(known) === JSON.stringify(next)) return
    this.#stations.set(id, next)
    this.#markStation(id, next.domain)
  }

  #update(id: string, part: { latest?: LatestReading; index?: IndexState }): void {
    const known = this.#stations.get(id)
    if (!known) {
      // The registry is still on its way: keep the newest for it.
      const early = this.#early.get(id) ?? {}
      const latest = newer(early.latest, part.latest)
      const index = newer(early.index, part.index)
      this.#early.set(id, { ...(latest && { latest }), ...(index && { index }) })
      return
    }
    const latest = newer(known.latest, part.latest) ?? null
    const index = newer(indexOf(known), part.index)
    if (latest === known.latest && index === indexOf(known)) return
    this.#stations.set(id, { ...known, latest, ...byKind(index), time: timeOf(latest) })
    this.#markStation(id, known.domain)
  }

  #markStation(id: string, domain: Domain): void {
    this.#changed.add(`station/${id}`).add(`stations/${domain}`).add('stations/all')
  }

  #putAll<Item>(
    map: Map<string, Item>,
    kind: string,
    items: readonly Item[],
    keyOf: (one: Item) => string,
    whole: boolean,
  ): void {
    const kept = new Set(items.map(keyOf))
    if (whole)
      for (const key of map.keys())
        if (!kept.has(key)) {
          map.delete(key)
          this.#changed.add(`${kind}/${key}`).add(`${kind}s`)
        }
    for (const item of items) {
      map.set(keyOf(item), item)
      this.#changed.add(`${kind}/${keyOf(item)}`).add(`${kind}s`)
    }
  }

  #list<Item>(key: string, make: () => Item[]): readonly Item[] {
    const known = this.#lists.get(key)
    if (known) return known as readonly Item[]
    const made = make()
    const list = made.length > 0 ? made : none
    this.#lists.set(key, list)
    return list
  }
}

/** The one with the later time; at the same time the second, which arrived later (a correction). */
function newer<Item extends { time: string }>(
  known: Item | null | undefined,
  arrived: Item | null | undefined,
): Item | null | undefined {
  if (!known || !arrived) return arrived ?? known
  return Date.parse(arrived.time) >= Date.parse(known.time) ? arrived : known
}

function timeOf(latest: LatestReading | null): number | null {
  return latest ? Date.parse(latest.time) : null
}

function indexOf(station: LiveStation | undefined): IndexState | null {
  return station?.index ?? station?.wqi ?? null
}

function byKind(index: IndexState | null | undefined): Pick<LiveStation, 'index' | 'wqi'> {
  return index?.kind === 'vn_wqi_hour' ? { index: null, wqi: index } : { index: index ?? null }
}
