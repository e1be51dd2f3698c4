import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { layerList } from '@city/domain/api/live.ts'
import {
  liveNamespace,
  type ClientEvents,
  type Layer,
  type ServerEvents,
  type Snapshot,
} from '@city/domain/live/events.ts'
import { isDomain, type Domain } from '@city/domain/station/station.ts'
import type { Latest } from '../latest.ts'
import { Gather, type Batches } from './gather.ts'

/** Clients at once; beyond, a connection is refused and the page falls back to the cacheable JSON. */
const mostClients = 5000
/** A client says a few words only; anything longer is not ours. */
const longestMessageBytes = 4096
/** A client that changes its layers faster than this gets the answer to its last wish only. */
const subscribeRestMs = 250
const readingsRoom = 'readings:'
/** Cameras for pages of other origins: those that anybody may see. */
const publicCamerasRoom = 'cameras:public'

export interface LiveSocket {
  /** Clients connected now. */
  clients(): number
  close(): Promise<void>
}

/** The live socket on `/live`. A room for each layer, and one for each combination of station layers, so that a client
 *  gets one `readings` event at a time and each batch is made into text once for all who share it. */
export function openLiveSocket(
  http: HttpServer,
  latest: Latest,
  options: { clock: () => number; origins: readonly string[] },
): LiveSocket {
  const io = new Server<ClientEvents, ServerEvents>(http, {
    serveClient: false,
    maxHttpBufferSize: longestMessageBytes,
    cors: { origin: options.origins.includes('*') ? '*' : [...options.origins] },
  })
  const live = io.of(liveNamespace)
  const now = () => new Date(options.clock()).toISOString()

  live.use((_socket, next) =>
    next(live.sockets.size >= mostClients ? new Error('too many clients') : undefined),
  )
  live.on('connection', (socket) => {
    let wished: Layer[] = []
    let rest: NodeJS.Timeout | undefined
    const guest = isGuest(socket.handshake.headers, options.origins)
    const answer = () => {
      for (const room of socket.rooms) if (room !== socket.id) void socket.leave(room)
      void socket.join(roomsOf(wished, guest))
      socket.emit('snapshot', snapshotOf(latest, wished, now(), guest))
    }
    socket.on('subscribe', (layers: unknown) => {
      const parsed = layerList.safeParse(layers)
      if (!parsed.success) return
      wished = [...new Set(parsed.data)]
      if (rest !== undefined) return
      answer()
      const answered = wished
      rest = setTimeout(() => {
        rest = undefined
        if (wished !== answered) answer()
      }, subscribeRestMs)
    })
    socket.on('disconnect', () => clearTimeout(rest))
  })

  const gather = new Gather((batches) => sendBatches(batches))
  const stopListening = latest.onChange((kind, key, item) => gather.add(kind, key, item))

  function sendBatches({ readings, indices, cameras, indicators }: Batches): void {
    if (live.sockets.size === 0) return
    for (const room of readings.length > 0 ? live.adapter.rooms.keys() : []) {
      if (!room.startsWith(readingsRoom)) continue
      const wanted = new Set(room.slice(readingsRoom.length).split('+'))
      const items = readings.filter(({ domain }) => wanted.has(domain))
      if (items.length > 0) live.to(room).emit('readings', { now: now(), items })
    }
    if (indices.length > 0) live.to('air').emit('indices', { now: now(), items: indices })
    if (cameras.length > 0) live.to('cameras').emit('cameras', { now: now(), items: cameras })
    const open = cameras.filter((camera) => camera.public)
    if (open.length > 0) live.to(publicCamerasRoom).emit('cameras', { now: now(), items: open })
    if (indicators.length > 0) live.to('indicators').emit('indicators', { now: now(), items: indicators })
  }

  return {
    clients: () => live.sockets.size,
    close: async () => {
      stopListening()
      gather.stop()
      await io.close()
    },
  }
}

function stationLayers(layers: readonly Layer[]): Domain[] {
  return layers.filter((layer): layer is Layer & Domain => isDomain(layer))
}

/** Whether a page of a listed origin that is not this server's own asks: it gets what is public. */
function isGuest(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const { origin, host } = headers
  if (origin === undefined || !URL.canParse(origin)) return false
  const own = [host, headers['x-forwarded-host']].includes(new URL(origin).host)
  return !own && (origins.includes('*') || origins.includes(origin))
}

function roomsOf(layers: readonly Layer[], guest: boolean): string[] {
  const domains = stationLayers(layers).toSorted()
  const own = layers.map((layer) => (guest && layer === 'cameras' ? publicCamerasRoom : layer))
  return [...own, ...(domains.length > 0 ? [readingsRoom + domains.join('+')] : [])]
}

function snapshotOf(latest: Latest, layers: readonly Layer[], now: string, guest: boolean): Snapshot {
  const domains = new Set(stationLayers(layers))
  return {
    now,
    readings: [...latest.readings.values()].filter(({ domain }) => domains.has(domain)),
    indices: domains.has('air') ? [...latest.indices.values()] : [],
    cameras: layers.includes('cameras')
      ? [...latest.cameras.values()].filter((camera) => camera.public || !guest)
      : [],
    indicators: layers.includes('indicators') ? [...latest.indicators.values()] : [],
    alerts: [],
  }
}
