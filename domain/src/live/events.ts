import type { Domain } from '../station/station.ts'
import type { CameraItem, IndexState, IndicatorItem, LatestReading } from '../api/schemas.ts'

/** What a client may subscribe to on the socket.io namespace `/live`. */
export const layers = ['air', 'rain', 'water', 'flood', 'cameras', 'indicators', 'alerts'] as const
export type Layer = (typeof layers)[number]

/** Path of the socket.io namespace. */
export const liveNamespace = '/live'

/** Newest reading of one station. `latest.time` is RFC 3339 UTC. */
export interface ReadingUpdate {
  station: string
  domain: Domain
  latest: LatestReading
}

export interface IndexUpdate {
  station: string
  index: IndexState
}

/** A condition that a person must see now. Filled when alert rules exist; the event is part of the contract. */
export interface AlertUpdate {
  id: string
  layer: Layer
  level: number
  text: { vi: string; en: string }
  since: string
}

/** Everything a fresh client needs for its layers. `now`: the server's clock, RFC 3339 UTC. */
export interface Snapshot {
  now: string
  readings: ReadingUpdate[]
  indices: IndexUpdate[]
  cameras: CameraItem[]
  indicators: IndicatorItem[]
  alerts: AlertUpdate[]
}

/** Batches carry the server's clock so that a client measures ages on it, not on its own. */
export interface Batch<Item> {
  now: string
  items: Item[]
}

/** Server → client. At most one event of each kind per 250 ms; within a batch the last value of a key wins. */
export interface ServerEvents {
  snapshot: (snapshot: Snapshot) => void
  readings: (batch: Batch<ReadingUpdate>) => void
  indices: (batch: Batch<IndexUpdate>) => void
  cameras: (batch: Batch<CameraItem>) => void
  indicators: (batch: Batch<IndicatorItem>) => void
  alerts: (batch: Batch<AlertUpdate>) => void
}

/** Client → server. `subscribe` replaces the client's layers and is answered by `snapshot`. */
export interface ClientEvents {
  subscribe: (layers: Layer[]) => void
}
