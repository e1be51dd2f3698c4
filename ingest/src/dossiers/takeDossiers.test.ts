import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { IndicatorItem } from '@city/domain/api/schemas.ts'
import { exampleA } from '@city/domain/dossier/testMessages.ts'
import { cityUnit } from '@city/domain/profile/cityProfile.ts'
import { StoreAway, type SeriesPoint, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { openState } from '@city/store/state/openState.ts'
import { answerOf, createDossierDesk } from './takeDossiers.ts'

const profile = await readProfile(join(import.meta.dirname, '../../../domain/hanoi'))
const july31 = Date.parse('2025-07-31T20:00:00+07:00')
const folders: string[] = []

afterEach(() => {
  vi.useRealTimers()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function openDesk(write: SeriesStore['write'] = async () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'dossiers-'))
  folders.push(folder)
  const points: SeriesPoint[] = []
  const published: IndicatorItem[][] = []
  const errors: Error[] = []
  const series: SeriesStore = {
    kind: 'embedded',
    write: async (batch) => {
      await write(batch)
      points.push(...batch)
    },
    readRows: async () => [],
    readWindows: async () => [],
    deleteBefore: async () => undefined,
    ping: async () => undefined,
    close: async () => undefined,
  }
  const db = openState(join(folder, 'state.sqlite'))
  let time = july31
  const desk = createDossierDesk({
    ...{ db, profile, series },
    publishLive: (items) => published.push(items),
    onError: (error) => errors.push(error),
    now: () => time,
  })
  const advance = (ms: number) => {
    time += ms
  }
  return { desk, db, points, published, errors, advance }
}

const source = { name: 'http' }

test('example A is stored, counted for its unit and the city, and published', async () => {
  const { desk, points, published } = openDesk()
  const [dossiers, steps] = exampleA('Trung tâm Phục vụ hành chính công phường Ba Đình')
  expect(await desk.take(dossiers, source)).toMatchObject({
    received: 15,
    stored: 15,
    duplicate: 0,
    rejected: [],
  })
  expect(await desk.take(steps, source)).toMatchObject({ received: 1, stored: 1 })
  desk.start()
  await desk.stop()
  const k05 = points.filter((point) => point.tags.code === 'K05')
  expect(k05.find((point) => point.tags.unit === '00004')?.fields).toEqual({
    numerator: 10,
    denominator: 14,
    value: 10 / 14,
  })
  expect(k05.find((point) => point.tags.unit === cityUnit)?.fields.numerator).toBe(10)
  const items = published.flat()
  expect(items.find((item) => item.code === 'K02')).toMatchObject({
    value: 8 / 12,
    target: 0.8,
    status: 'live',
    as_of: new Date(july31).toISOString(),
  })
})

test('the same message again is all duplicates', async () => {
  const { desk } = openDesk()
  const [dossiers] = exampleA()
  await desk.take(dossiers, source)
  expect(await desk.take(dossiers, source)).toMatchObject({ received: 15, stored: 0, duplicate: 15 })
})

test('a bad member is named and costs its neighbours nothing', async () => {
  const { desk } = openDesk()
  const [dossiers] = exampleA()
  const data = [...dossiers.data.slice(0, 2), { ChuHoSo: 'Trần Thị B', TrangThaiHoSo: '4' }, 'text', null]
  const outcome = await desk.take({ ...dossiers, data }, source)
  expect(outcome).toMatchObject({ received: 5, stored: 2, duplicate: 0 })
  expect(outcome.rejected.map(({ index, reason }) => [index, reason])).toEqual([
    [2, 'missing_code'],
    [3, 'bad_shape'],
    [4, 'bad_shape'],
  ])
  expect(outcome.rejected[0]!.raw).not.toContain('Trần Thị B')
  expect(answerOf(outcome)).toMatchObject({ error_code: '00', result: { stored: 2 } })
})

test('a message of which nothing is accepted is answered with -1', async () => {
  const { desk } = openDesk()
  const outcome = await desk.take({ service: 'LayThuTuc', data: [] }, source)
  expect(outcome).toMatchObject({ received: 1, stored: 0, duplicate: 0 })
  expect(answerOf(outcome)).toMatchObject({ error_code: '-1', message: expect.stringContaining('LayThuTuc') })
})

test('what was answered is there after the database is opened again', async () => {
  const { desk, db } = openDesk()
  await desk.take(exampleA()[0], source)
  db.close()
  const again = openState(join(folders[0]!, 'state.sqlite'))
  expect(again.prepare('SELECT count(*) AS n FROM dossier').get()!.n).toBe(15)
  again.close()
})

test('no personal data comes to rest', async () => {
  const { desk, db } = openDesk()
  for (const message of exampleA()) await desk.take(message, source)
  const tables = ['dossier', 'dossier_message', 'dossier_step']
  const rest = JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all()))
  for (const secret of ['Nguyễn', '001099000001', 'nguyen-van-a', 'Cán bộ'])
    expect(rest).not.toContain(secret)
})

test('a change is published within a second', async () => {
  const { desk, published } = openDesk()
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
  desk.start()
  await vi.waitFor(() => expect(published).toHaveLength(1))
  expect(published[0]!.every((item) => item.value === null && item.status === 'not_connected')).toBe(true)
  await desk.take(exampleA()[0], source)
  vi.advanceTimersByTime(1000)
  await vi.waitFor(() => expect(published).toHaveLength(2))
  expect(published[1]!.find((item) => item.code === 'K01')?.value).toBe(12)
  await desk.stop()
})

test('figures that the store did not take are written when it is back', async () => {
  let away = true
  const { desk, points, errors, advance } = openDesk(async () => {
    if (away) throw new StoreAway('no answer')
  })
  desk.start()
  await desk.take(exampleA()[0], source)
  await desk.stop()
  expect(errors).toHaveLength(1)
  expect(points).toHaveLength(0)
  away = false
  advance(60_000)
  desk.start()
  await desk.stop()
  const k01 = points.filter((point) => point.tags.code === 'K01' && point.tags.unit === cityUnit)
  expect(k01.map((point) => point.fields.value)).toEqual([12, 12])
})

test('the unit of the topic holds where the member names none', async () => {
  const { desk, db } = openDesk()
  const member = {
    MaHoSo: 'X-1',
    TrangThaiHoSo: 2,
    NgayTiepNhan: '20250701080000',
    DonViXuLy: 'Phòng Tư pháp',
  }
  await desk.take([member], { name: 'mqtt', unit: '00070' })
  expect(db.prepare('SELECT unit FROM dossier').get()!.unit).toBe('00070')
})
