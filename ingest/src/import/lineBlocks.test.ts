import { textsOf } from '@city/domain/reading/fileLines.ts'
import { expect, test } from 'vitest'
import { LineBlocks } from './lineBlocks.ts'

async function* chunksOf(bytes: Buffer, size: number, from = 0): AsyncGenerator<Buffer> {
  for (let at = from; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, size: number, from = 0) {
  const blocks = new LineBlocks(chunksOf(bytes, size, from), from)
  const all = []
  for (let block = await blocks.next(); block; block = await blocks.next())
    all.push({ ...block, lines: textsOf(block.lines) })
  return all
}

const line = (i: number) => `${i},số liệu ${'x'.repeat(i % 80)}`
const lines = Array.from({ length: 100_000 }, (_, i) => line(i))
const file = Buffer.from(`${lines.join('\n')}\n`)

test('blocks are the same however the bytes come, and the same again from the start of one', async () => {
  const whole = await read(file, 1024 * 1024)
  expect(whole.length).toBeGreaterThan(2)
  expect(whole.flatMap((block) => block.lines)).toEqual(lines)
  expect(await read(file, 777)).toEqual(whole)
  expect(await read(file, 50_000, whole[1]!.start)).toEqual(whole.slice(1))
})

test('lines that are put back come again with the next block', async () => {
  const blocks = new LineBlocks(chunksOf(file, 300_000), 0)
  const first = textsOf((await blocks.next())!.lines)
  blocks.putBack(3)
  expect(blocks.offset).toBe(Buffer.byteLength(first.slice(0, -3).join('\n')) + 1)
  expect(textsOf((await blocks.next())!.lines).slice(0, 4)).toEqual(
    lines.slice(first.length - 3, first.length + 1),
  )
})

test('a line that is no row is passed over whole, its beginning is kept', async () => {
  const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.alloc(9_000_000, 'x'), Buffer.from('\nb')])
  const blocks = await read(bytes, 100_000)
  expect(blocks.flatMap((block) => block.lines)).toEqual(['a', 'b'])
  expect(blocks.map(({ tooLong }) => tooLong?.length)).toEqual([undefined, 200, undefined])
  expect(blocks.at(-1)).toMatchObject({ isLast: true, isCut: true, end: bytes.length })
})

test('a block never holds more than 20,000 lines', async () => {
  const bytes = Buffer.from('x\n'.repeat(50_001))
  const blocks = await read(bytes, 64 * 1024)
  expect(blocks.map((block) => block.lines.length)).toEqual([20_000, 20_000, 10_001])
  expect(blocks.map(({ end }) => end)).toEqual([40_000, 80_000, 100_002])
})
