import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'

/** How much of the beginning tells what a file is. */
export const sampleBytes = 64 * 1024
const chunkBytes = 1024 * 1024

/** A file or standard input (`-`), unpacked when it is gzip whatever its name says. */
export interface Input {
  /** The first 64 KiB, unpacked; less when there is less. */
  sample: Buffer
  /** Its bytes from an offset on, unpacked. Standard input can be read once. */
  bytesFrom(offset: number): AsyncIterable<Buffer>
  isPacked: boolean
  /** Bytes read so far as the file has them: packed ones where it is packed. */
  bytesRead(): number
}

/** @throws Error of the file system, or of gzip where the beginning is damaged */
export async function openInput(path: string): Promise<Input> {
  if (path === '-') return openStandardInput()
  let source: { bytesRead: number } = { bytesRead: 0 }
  const start = (offset: number) => {
    const stream = createReadStream(path, { highWaterMark: chunkBytes, start: offset })
    source = stream
    return stream as AsyncIterable<Buffer>
  }
  const isPacked = isGzip(await headOf(path))
  const bytesFrom = (offset: number) => (isPacked ? skipping(gunzipped(start(0)), offset) : start(offset))
  const sampling = bytesFrom(0)[Symbol.asyncIterator]()
  const sample = (await firstOf(sampling, sampleBytes)).subarray(0, sampleBytes)
  await sampling.return?.()
  return { sample, isPacked, bytesFrom, bytesRead: () => source.bytesRead }
}

async function openStandardInput(): Promise<Input> {
  const stream = createReadStream('', { fd: 0, highWaterMark: chunkBytes })
  const raw = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const head = await firstOf(raw, 2)
  const isPacked = isGzip(head)
  const chunks = (isPacked ? gunzipped(chained(head, raw)) : chained(head, raw))[Symbol.asyncIterator]()
  const first = await firstOf(chunks, sampleBytes)
  return {
    sample: first.subarray(0, sampleBytes),
    isPacked,
    bytesFrom: (offset) => skipping(chained(first, chunks), offset),
    bytesRead: () => stream.bytesRead,
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/** @throws Error of zlib when the packed data end too early or are damaged */
async function* gunzipped(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unpack = createGunzip({ chunkSize: chunkBytes })
  const feeding = (async () => {
    try {
      for await (const part of packed) {
        if (unpack.destroyed) return
        if (!unpack.write(part))
          await new Promise((resolve) => unpack.once('drain', resolve).once('close', resolve))
      }
      unpack.end()
    } catch (error) {
      unpack.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  })()
  yield* unpack as AsyncIterable<Buffer>
  await feeding
}

async function* skipping(chunks: AsyncIterable<Buffer>, offset: number): AsyncGenerator<Buffer> {
  let left = offset
  for await (const chunk of chunks) {
    if (chunk.length > left) yield left > 0 ? chunk.subarray(left) : chunk
    left = Math.max(0, left - chunk.length)
  }
}

async function* chained(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function firstOf(chunks: AsyncIterator<Buffer>, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  while (length < bytes) {
    const next = await chunks.next()
    if (next.done) break
    parts.push(next.value)
    length += next.value.length
  }
  return Buffer.concat(parts)
}
