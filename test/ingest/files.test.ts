import { Client } from 'basic-ftp'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { eventually } from '../services/eventually.ts'
import { startIngestProgram } from '../services/ingest.ts'
import { mountSmallDisk } from '../services/tmpfs.ts'
import {
  filesIn,
  lastMoment,
  ledgerOf,
  letters,
  password,
  prefixes,
  startFileIngest,
  stationFile,
  stored,
} from './filesParts.ts'

/* The watched folder, kills in the middle, and a full disk, with the real ingest program. */

const fixtures = fileURLToPath(new URL('../fixtures/station-files', import.meta.url))
const minute = 60_000

async function storedMoments(dataDir: string, from: number, to: number): Promise<Set<number>> {
  const series = await openEmbedded(join(dataDir, 'series.sqlite'), { readOnly: true })
  const rows = await series.readRows({ measurement: 'air', from, to: to + 1, fields: ['pm10'] })
  await series.close()
  return new Set(rows.filter(({ fields }) => fields.pm10 !== undefined).map(({ time }) => time))
}

test('files of the folder are landed newest first from any depth; bad ones are kept with their letter', async () => {
  const cityDir = fileURLToPath(new URL('../../domain/hanoi', import.meta.url))
  const ingest = await startIngestProgram({ CITY_DIR: cityDir })
  onTestFinished(() => ingest.stop())
  const inbox = join(ingest.dataDir, 'inbox')
  const [flat, deep, late] = [lastMoment(), lastMoment() - 5 * minute, lastMoment() - 58 * 1440 * minute].map(
    (time) => stationFile(prefixes[0], time),
  ) as [ReturnType<typeof stationFile>, ReturnType<typeof stationFile>, ReturnType<typeof stationFile>]
  mkdirSync(join(inbox, '2026/11/22'), { recursive: true })
  writeFileSync(join(inbox, flat.name), flat.content)
  writeFileSync(join(inbox, '2026/11/22', deep.name), deep.content)
  writeFileSync(join(inbox, `${late.name}.tmp`), late.content)
  writeFileSync(join(inbox, 'HN_XXXX_KHI999_20261014083500.txt'), late.content)
  cpSync(join(fixtures, 'malformed/M1'), inbox, { recursive: true })
  await eventually(() => ledgerOf(ingest.dataDir, 'folder').stored === 2, { withinMs: 30_000 })
  expect(existsSync(join(inbox, `${late.name}.tmp`))).toBe(true)
  renameSync(join(inbox, `${late.name}.tmp`), join(inbox, late.name))
  await eventually(() => ledgerOf(ingest.dataDir, 'folder').stored === 3, { withinMs: 30_000 })
  await eventually(() => ledgerOf(ingest.dataDir, 'folder').rejected === 2, { withinMs: 30_000 })
  expect(letters(ingest.dataDir).map(({ detail }) => String(detail).slice(0, 3))).toEqual(['E01', 'E02'])
  await eventually(() => filesIn(ingest.dataDir, 'inbox').length === 0)
  expect(readdirSync(join(inbox, 'rejected')).toSorted()).toEqual([
    'HN_CCMT_KHIDM1_2026101408350.txt',
    'HN_XXXX_KHI999_20261014083500.txt',
  ])
})

test('what looks cut is waited for; its good lines are kept and the rest is named', async () => {
  const ingest = await startIngestProgram()
  onTestFinished(() => ingest.stop())
  const { name, content } = stationFile(prefixes[0], lastMoment())
  const path = join(ingest.dataDir, 'inbox', name)
  writeFileSync(path, `${content}SO2\t2`)
  const old = new Date(Date.now() - 3_600_000)
  // A time that is set from outside says nothing about whether somebody still writes.
  utimesSync(path, old, old)
  await eventually(() => ledgerOf(ingest.dataDir, 'folder').stored === 1, { withinMs: 90_000, everyMs: 500 })
  expect(letters(ingest.dataDir)).toMatchObject([
    { reason: 'bad_line', detail: expect.stringMatching(/^W05 E07 /) as string },
  ])
}, 120_000)

test('kill -9 in the middle of a backlog, ten times: every file is landed, none is counted as stored twice', async () => {
  const ingest = await startIngestProgram()
  onTestFinished(() => ingest.stop())
  const count = 3000
  const end = lastMoment()
  const inbox = join(ingest.dataDir, 'inbox')
  mkdirSync(join(inbox, 'late'), { recursive: true })
  for (let i = 0; i < count; i++) {
    const { name, content } = stationFile(prefixes[i % 2]!, end - Math.floor(i / 2) * 5 * minute, i % 90)
    writeFileSync(join(inbox, 'late', name), content)
  }
  for (let kill = 0; kill < 10; kill++) {
    const before = ledgerOf(ingest.dataDir, 'folder').stored!
    await eventually(() => ledgerOf(ingest.dataDir, 'folder').stored! > before || before === count, {
      withinMs: 30_000,
      everyMs: 1,
    })
    await ingest.kill()
    await ingest.restart()
  }
  await eventually(() => filesIn(ingest.dataDir, 'inbox').length === 0, { withinMs: 60_000, everyMs: 100 })
  await eventually(() => ledgerOf(ingest.dataDir, 'folder').waiting === 0, { withinMs: 30_000 })
  const { stored: taken, rejected, received, duplicate } = ledgerOf(ingest.dataDir, 'folder')
  expect({ taken, rejected, again: received! - duplicate! }).toEqual({
    taken: count,
    rejected: 0,
    again: count,
  })
  expect((await storedMoments(ingest.dataDir, end - 366 * 1440 * minute, end)).size).toBe(count / 2)
}, 240_000)

test('kill -9 under uploads: every file that its client was told to be on disk is landed', async () => {
  const ingest = await startFileIngest()
  onTestFinished(() => ingest.stop())
  const end = lastMoment()
  const sent: number[] = []
  let next = 0
  for (let round = 0; round < 4; round++) {
    const ftp = new Client(10_000)
    await ftp.access({ host: '127.0.0.1', port: ingest.ftpPort, user: 'owner', password })
    let killed: Promise<void> | undefined
    try {
      for (let file = 0; file < 60; file++) {
        const time = end - next++ * 5 * minute
        const { name, content } = stationFile(prefixes[0], time)
        await ftp.uploadFrom(Readable.from([Buffer.from(content)]), name)
        sent.push(time)
        if (file === 20 + round * 7) killed = ingest.kill()
      }
    } catch {
      // The connection went with the program: what was not answered is sent again by a logger.
    }
    ftp.close()
    await killed
    await ingest.restart()
  }
  expect(sent.length).toBeGreaterThan(100)
  await eventually(() => filesIn(ingest.dataDir, 'spool').every((path) => path.includes('/.')), {
    withinMs: 60_000,
  })
  await eventually(async () => {
    const moments = await storedMoments(ingest.dataDir, end - 366 * 1440 * minute, end)
    expect(sent.filter((time) => !moments.has(time))).toEqual([])
  })
  const { stored: taken, received, duplicate } = ledgerOf(ingest.dataDir, 'ftp:owner')
  expect(taken).toBe(received! - duplicate!)
}, 240_000)

const disk = mountSmallDisk(96)
test.skipIf(!disk)(
  'a full disk answers 452, and takes files again when there is room',
  async () => {
    onTestFinished(() => disk!.stop())
    const ingest = await startFileIngest({ DATA_DIR: join(disk!.dir, 'data') })
    onTestFinished(() => ingest.stop())
    const dataDir = join(disk!.dir, 'data')
    const ftp = new Client(10_000)
    onTestFinished(() => ftp.close())
    await ftp.access({ host: '127.0.0.1', port: ingest.ftpPort, user: 'owner', password })
    const { name, content } = stationFile(prefixes[0], lastMoment())
    const put = () => ftp.uploadFrom(Readable.from([Buffer.from(content)]), name)
    disk!.fill()
    await expect(put()).rejects.toMatchObject({ code: 452 })
    disk!.free()
    await eventually(put, { everyMs: 300 })
    await stored(dataDir, 'ftp:owner', 1)
  },
  60_000,
)
