import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { StoreAway, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import { createLog } from './log.ts'
import { createStoreHealth } from './storeHealth.ts'

function healthOf(state: { writes: boolean; reads: boolean }) {
  const away = async (works: boolean) => {
    if (!works) throw new StoreAway('away')
  }
  const series: SeriesStore = {
    kind: 'embedded',
    write: () => away(state.writes),
    readRows: async () => (await away(state.reads), []),
    readColumns: async () => (await away(state.reads), []),
    readWindows: async () => (await away(state.reads), []),
    deleteBefore: async () => undefined,
    ping: async () => undefined,
    close: async () => undefined,
  }
  const db = new DatabaseSync(':memory:')
  return createStoreHealth({ series, db, log: createLog('silent'), now: () => 0, everyMs: 5 })
}
const query = { measurement: 'air', from: 0, to: 1, fields: ['pm25'] }
const point = { measurement: 'air', tags: { station: 'a' }, time: 0, fields: { pm25: 1 } }

test('a failed read delays figures and says nothing about what the store takes', async () => {
  const health = healthOf({ writes: true, reads: false })
  await expect(health.series.readRows(query)).rejects.toThrow(StoreAway)
  expect([health.faults(), health.delays()]).toEqual([[], ['reads']])
})

test('a store that answers by columns does so here, and its failures count', async () => {
  const health = healthOf({ writes: true, reads: false })
  await expect(health.series.readColumns?.(query)).rejects.toThrow(StoreAway)
  expect(health.delays()).toEqual(['reads'])
})

test('faults end by themselves when the store works again, without anybody sending', async () => {
  const state = { writes: false, reads: false }
  const health = healthOf(state)
  await expect(health.series.write([point])).rejects.toThrow(StoreAway)
  await expect(health.series.readRows(query)).rejects.toThrow(StoreAway)
  health.failed(Object.assign(new Error('database or disk is full'), { errcode: 13 }))
  expect([health.faults().toSorted(), health.delays()]).toEqual([['state', 'store'], ['reads']])
  health.start()
  state.writes = true
  state.reads = true
  await expect.poll(() => [...health.faults(), ...health.delays()]).toEqual([])
  health.stop()
})
