import { minuteMs } from './times.ts'
import { eventually } from '../services/eventually.ts'
import { startProcess } from '../services/process.ts'
import { StoreAway, StoreRefused } from '@city/domain/series/seriesStore.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'

let dir: string
let path: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'series-'))
  path = join(dir, 'new', 'series.sqlite')
})

afterEach(() => rm(dir, { recursive: true }))

const all = { measurement: 'air', from: 0, to: 1e15, fields: ['pm25'] }
const point = { measurement: 'air', tags: { station: 'a' }, time: 1, fields: { pm25: 1 } }

test('loses nothing that was acknowledged when the writer is killed, five times over', async () => {
  const script = join(import.meta.dirname, 'writeForever.ts')
  let acknowledged = 0
  for (let kill = 0; kill < 5; kill += 1) {
    const writer = await startProcess({
      command: process.execPath,
      args: ['--no-warnings', script, path, String(acknowledged)],
      isReady: (output) => output.split('\n').length > 30 + 7 * kill,
    })
    await writer.kill()
    acknowledged = Number(writer.output().trimEnd().split('\n').at(-1)) + 1
  }
  const store = openEmbedded(path)
  const rows = await store.readRows({ ...all, fields: ['pm25', 'pm10'], to: acknowledged * minuteMs })
  await store.close()
  expect(acknowledged).toBeGreaterThan(150)
  expect(rows).toHaveLength(acknowledged * 100)
  expect(
    rows.every(({ time, fields }) => fields['pm25'] === time / minuteMs && fields['pm10'] !== undefined),
  ).toBe(true)
})

test('is read by another process while the first one writes', async () => {
  const reader = openEmbedded(path, { readOnly: true })
  await expect(reader.readRows(all)).rejects.toThrow(StoreAway)
  await expect(reader.ping()).rejects.toThrow('does not exist yet')
  const writer = await startProcess({
    command: process.execPath,
    args: ['--no-warnings', join(import.meta.dirname, 'writeForever.ts'), path],
    isReady: (output) => output !== '',
  })
  const before = (await reader.readRows(all)).length
  expect(before).toBeGreaterThanOrEqual(100)
  await eventually(async () => (await reader.readRows(all)).length > before)
  expect(writer.output().includes('Error')).toBe(false)
  await writer.kill()
  await reader.close()
})

test('refuses to write where it only reads', async () => {
  const reader = openEmbedded(path, { readOnly: true })
  await expect(reader.write([point])).rejects.toThrow(StoreRefused)
})

test('reads a file whose writer has left', async () => {
  const writer = openEmbedded(path)
  await writer.write([point])
  await writer.close()
  const reader = openEmbedded(path, { readOnly: true })
  expect(await reader.readRows(all)).toHaveLength(1)
  await reader.close()
})

test('gives a file made before a parameter was declared its column, and reads it before that as empty', async () => {
  const first = openEmbedded(path)
  await first.write([point])
  await first.close()
  const db = new DatabaseSync(path)
  db.exec('ALTER TABLE points_air DROP COLUMN bc; DROP TABLE points_flood')
  db.close()

  const reader = openEmbedded(path, { readOnly: true })
  expect(await reader.readRows({ ...all, fields: ['bc', 'pm25'] })).toHaveLength(1)
  expect(await reader.readRows({ ...all, fields: ['bc'] })).toEqual([])
  expect(
    await reader.readWindows({ ...all, measurement: 'flood', fields: ['depth_cm'], everyMs: 1000 }),
  ).toEqual([])
  const second = openEmbedded(path)
  await second.write([{ ...point, fields: { bc: 2 } }])
  const fields = ['bc', 'pm25']
  const merged = [{ tags: point.tags, time: 1, fields: { bc: 2, pm25: 1 } }]
  expect(await second.readRows({ ...all, fields })).toEqual(merged)
  expect(await reader.readRows({ ...all, fields })).toEqual(merged)
  await second.close()
  await reader.close()
})

test('is away while another process holds the file, and once it is closed', async () => {
  const store = openEmbedded(path)
  const holder = new DatabaseSync(path)
  holder.exec('BEGIN IMMEDIATE')
  await expect(store.write([point])).rejects.toThrow(StoreAway)
  holder.exec('ROLLBACK')
  holder.close()
  await store.write([point])
  expect(await store.readRows(all)).toHaveLength(1)
  await store.close()
  await expect(store.write([point])).rejects.toThrow(StoreAway)
  await expect(store.readRows(all)).rejects.toThrow(StoreAway)
})

test('says that a file is no database', async () => {
  const broken = join(dir, 'broken.sqlite')
  await writeFile(broken, 'these are not the bytes of a database\n'.repeat(100))
  expect(() => openEmbedded(broken)).toThrow(StoreAway)
  await expect(openEmbedded(broken, { readOnly: true }).readRows(all)).rejects.toThrow('broken.sqlite')
})

test('leaves the event loop its turns while it writes and reads much', async () => {
  const store = openEmbedded(path)
  let turns = 0
  const timer = setInterval(() => (turns += 1), 1)
  const points = Array.from({ length: 100_000 }, (_, index) => ({ ...point, time: index * minuteMs }))
  await store.write(points)
  const turnsWhileWriting = turns
  turns = 0
  await store.readWindows({ ...all, everyMs: 60 * minuteMs })
  clearInterval(timer)
  expect(turnsWhileWriting).toBeGreaterThanOrEqual(15)
  expect(turns).toBeGreaterThan(0)
  await store.close()
})
