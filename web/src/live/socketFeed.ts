import { io, type Socket } from 'socket.io-client'
import { liveNamespace, type ClientEvents, type Layer, type ServerEvents } from '@city/domain/live/events.ts'
import type { LiveStore } from './liveStore.ts'

/** Feeds the store from the live socket until the returned function is called. Reconnects for ever, with a growing
 *  wait up to 10 s; after each reconnect a fresh snapshot fills what was missed. A socket that is open but says
 *  nothing is found by socket.io's own heartbeat.
 *  @param origin address of the server; default: where the page came from */
export function connectLive(store: LiveStore, layers: readonly Layer[], origin = ''): () => void {
  const socket: Socket<ServerEvents, ClientEvents> = io(`${origin}${liveNamespace}`, {
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    timeout: 8000,
  })
  store.setConnection('socket', 'connecting')
  socket.on('connect', () => socket.emit('subscribe', [...layers]))
  socket.on('disconnect', () => store.setConnection('socket', 'lost'))
  socket.on('connect_error', () => store.setConnection('socket', 'lost'))

  socket.on('snapshot', (snapshot) => {
    store.observeTime(snapshot.now)
    store.putReadings(snapshot.readings)
    store.putIndices(snapshot.indices)
    if (layers.includes('cameras')) store.putCameras(snapshot.cameras, true)
    if (layers.includes('indicators')) store.putIndicators(snapshot.indicators, true)
    if (layers.includes('alerts')) store.putAlerts(snapshot.alerts, true)
    store.setConnection('socket', 'live')
  })
  const take =
    <Item>(put: (items: Item[]) => void) =>
    ({ now, items }: { now: string; items: Item[] }) => {
      store.observeTime(now)
      put(items)
    }
  socket.on(
    'readings',
    take((items) => store.putReadings(items)),
  )
  socket.on(
    'indices',
    take((items) => store.putIndices(items)),
  )
  socket.on(
    'cameras',
    take((items) => store.putCameras(items)),
  )
  socket.on(
    'indicators',
    take((items) => store.putIndicators(items)),
  )
  socket.on(
    'alerts',
    take((items) => store.putAlerts(items)),
  )
  return () => socket.disconnect()
}
