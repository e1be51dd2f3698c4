import { expect, test } from 'vitest'
import type { CameraItem, StationCollection } from '@city/domain/api/schemas.ts'
import { LiveStore } from './liveStore.ts'

function storeByHand() {
  const due: (() => void)[] = []
  const store = new LiveStore({ schedule: (flush) => due.push(flush) })
  return { store, due, flush: () => due.splice(0).forEach((run) => run()) }
}

const reading = (minute: number, pm25: number) => ({
  time: new Date(Date.UTC(2026, 10, 22, 7, minute)).toISOString(),
  values: { pm25 },
  flags: {},
})

function registry(ids: string[], latest: ReturnType<typeof reading> | null = null): StationCollection {
  return {
    type: 'FeatureCollection',
    now: '2026-11-22T07:10:00Z',
    features: ids.map((id) => ({
      type: 'Feature',
      id,
      geometry: { type: 'Point', coordinates: [105.8, 21] },
      properties: {
        id,
        domain: 'air',
        name: { vi: id, en: id },
        kind: 'fixed',
        owner: '',
        parameters: [],
        interval_s: 300,
        position_quality: 'surveyed',
        freshness: latest ? 'fresh' : 'silent',
        latest,
        index: null,
      },
    })),
  }
}

test('shows a reading that came before the registry', () => {
  const { store, flush } = storeByHand()
  store.putReadings([{ station: 'AQ-01', latest: reading(5, 30) }])
  store.putCollection(registry(['AQ-01']))
  flush()
  expect(store.station('AQ-01')?.latest?.values.pm25).toBe(30)
  expect(store.station('AQ-01')?.time).toBe(Date.UTC(2026, 10, 22, 7, 5))
})

test('never replaces a reading by an older one', () => {
  const { store, flush } = storeByHand()
  store.putCollection(registry(['AQ-01']))
  store.putReadings([{ station: 'AQ-01', latest: reading(5, 30) }])
  flush()
  store.putReadings([{ station: 'AQ-01', latest: reading(4, 99) }])
  store.putCollection(registry(['AQ-01'], reading(3, 98)))
  flush()
  expect(store.station('AQ-01')?.latest?.values.pm25).toBe(30)
})

test('takes a correction of the same moment', () => {
  const { store, flush } = storeByHand()
  store.putCollection(registry(['AQ-01'], reading(5, 30)))
  store.putReadings([{ station: 'AQ-01', latest: reading(5, 31) }])
  flush()
  expect(store.station('AQ-01')?.latest?.values.pm25).toBe(31)
})

test('shows a burst once, with its last value', () => {
  const { store, due, flush } = storeByHand()
  store.putCollection(registry(['AQ-01', 'AQ-02']))
  flush()
  let wakes = 0
  store.subscribe('station/AQ-01', () => wakes++)
  for (let minute = 0; minute < 20; minute++)
    store.putReadings([{ station: 'AQ-01', latest: reading(minute, minute) }])
  expect(due).toHaveLength(1)
  expect(wakes).toBe(0)
  flush()
  expect(wakes).toBe(1)
  expect(store.station('AQ-01')?.latest?.values.pm25).toBe(19)
})

test('wakes only those who asked for the changed key', () => {
  const { store, flush } = storeByHand()
  store.putCollection(registry(['AQ-01', 'AQ-02']))
  flush()
  const woken: string[] = []
  for (const key of ['station/AQ-01', 'station/AQ-02', 'stations/air', 'stations/rain', 'cameras'])
    store.subscribe(key, () => woken.push(key))
  const other = store.station('AQ-02')
  store.putReadings([{ station: 'AQ-01', latest: reading(5, 30) }])
  flush()
  expect(woken.toSorted()).toEqual(['station/AQ-01', 'stations/air'])
  expect(store.station('AQ-02')).toBe(other)
})

test('an unchanged registry wakes nobody', () => {
  const { store, flush } = storeByHand()
  store.putCollection(registry(['AQ-01'], reading(5, 30)))
  flush()
  const list = store.stations('air')
  let wakes = 0
  store.subscribe('stations/air', () => wakes++)
  store.putCollection(registry(['AQ-01'], reading(5, 30)))
  flush()
  expect(wakes).toBe(0)
  expect(store.stations('air')).toBe(list)
})

test('a station that left the registry disappears', () => {
  const { store, flush } = storeByHand()
  store.putCollection(registry(['AQ-01', 'AQ-02']))
  flush()
  store.putCollection(registry(['AQ-02']))
  flush()
  expect(store.stations('air').map(({ id }) => id)).toEqual(['AQ-02'])
})

test('ends a subscription', () => {
  const { store, flush } = storeByHand()
  let wakes = 0
  store.subscribe('stations/air', () => wakes++)()
  store.putCollection(registry(['AQ-01']))
  flush()
  expect(wakes).toBe(0)
})

test('a whole list of cameras replaces the former, a batch only adds to it', () => {
  const { store, flush } = storeByHand()
  const camera = (id: string) => ({ id }) as CameraItem
  store.putCameras([camera('a'), camera('b')], true)
  store.putCameras([camera('c')])
  flush()
  expect(store.cameras().map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  store.putCameras([camera('c')], true)
  flush()
  expect(store.cameras().map(({ id }) => id)).toEqual(['c'])
})

test('says once since when the connection is lost', () => {
  let now = 1000
  const store = new LiveStore({ clock: { observe: () => {}, now: () => now } })
  let wakes = 0
  store.subscribe('connection', () => wakes++)
  store.setConnection('socket', 'lost')
  now = 9000
  store.setConnection('socket', 'lost')
  expect(store.connection()).toEqual({ via: 'socket', state: 'lost', since: 1000 })
  expect(wakes).toBe(1)
})
