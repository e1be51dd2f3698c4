import type { FileLines } from '@city/domain/reading/fileLines.ts'

/** A run of whole lines. `start`, `end`: offsets of its bytes in the file. */
export interface Block {
  lines: FileLines
  start: number
  end: number
  isLast: boolean
  /** The last line has no line end: the file may have been cut there. */
  isCut: boolean
  /** Beginning of a line that was passed over because it is too long to be a row; offsets include it. */
  tooLong?: string
}

/** Bytes of a block: some ten thousand readings. */
const blockBytes = 1024 * 1024
/** Lines of a block, so that a file of empty rows does not fill the memory with what is said of each. */
const blockLines = 20_000
/** A longer line is no row of anything: a file without line breaks must not fill the memory. */
const lineBytes = 256 * 1024
const evidenceBytes = 200
const lineFeed = 10

/** Cuts a stream of bytes into blocks of whole lines: from the same offset always the same blocks, however the bytes
 *  come. Memory is bounded whatever comes. */
export class LineBlocks {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)
  #offset: number
  #ended = false
  #last = { bytes: Buffer.alloc(0) as Buffer, start: 0 }

  /** @param offset of the first byte of `chunks` in the file: the start of a line */
  constructor(chunks: AsyncIterable<Buffer>, offset: number) {
    this.#chunks = chunks[Symbol.asyncIterator]()
    this.#offset = offset
  }

  /** Offset of the first byte that has not been given. */
  get offset(): number {
    return this.#offset
  }

  /** undefined at the end. Rejects as the stream does. */
  async next(): Promise<Block | undefined> {
    await this.#fill(blockBytes)
    if (this.#rest.length === 0) return undefined
    const start = this.#offset
    const isTail = this.#ended && this.#rest.length <= blockBytes
    const lastFeed = this.#rest.lastIndexOf(lineFeed, blockBytes - 1)
    if (lastFeed < 0 && (!isTail || this.#rest.length > lineBytes)) return this.#skipLine(start)
    const isCut = isTail && lastFeed !== this.#rest.length - 1
    const lines = linesOf(this.#rest.subarray(0, isCut ? this.#rest.length : lastFeed + 1))
    const length = lines.bytes.length
    this.#last = { bytes: this.#rest.subarray(0, length), start }
    this.#rest = this.#rest.subarray(length)
    this.#offset += length
    const isLast = this.#ended && this.#rest.length === 0
    return { lines, start, end: this.#offset, isLast, isCut: isCut && isLast }
  }

  /** Has the last lines of the block that `next` gave come again with the following one. */
  putBack(lines: number): void {
    const { bytes, start } = this.#last
    let cut = bytes.length
    for (let left = lines; left > 0; left--) cut = cut < 2 ? 0 : bytes.lastIndexOf(lineFeed, cut - 2) + 1
    this.#rest = Buffer.concat([bytes.subarray(cut), this.#rest])
    this.#offset = start + cut
    this.#last = { bytes: bytes.subarray(0, cut), start }
  }

  /** Gathers at least so many bytes, or all there are. */
  async #fill(bytes: number): Promise<void> {
    if (this.#ended || this.#rest.length >= bytes) return
    const parts = [this.#rest]
    let length = this.#rest.length
    while (length < bytes) {
      const next = await this.#chunks.next()
      if (next.done) {
        this.#ended = true
        break
      }
      parts.push(next.value)
      length += next.value.length
    }
    this.#rest = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  }

  async #skipLine(start: number): Promise<Block> {
    const tooLong = this.#rest.toString('utf8', 0, evidenceBytes)
    for (;;) {
      const feed = this.#rest.indexOf(lineFeed)
      const length = feed < 0 ? this.#rest.length : feed + 1
      this.#offset += length
      this.#rest = this.#rest.subarray(length)
      if (feed >= 0 || this.#ended) break
      await this.#fill(1)
    }
    // The next block may be empty: whether this is the last one shows there.
    return {
      lines: linesOf(Buffer.alloc(0)),
      start,
      end: this.#offset,
      isLast: this.#ended && this.#rest.length === 0,
      isCut: false,
      tooLong,
    }
  }
}

/** The first lines of some bytes, at most as many as a block has. */
function linesOf(bytes: Buffer): FileLines {
  const ends = new Int32Array(blockLines)
  let length = 0
  let from = 0
  for (let at = 0; at < bytes.length && length < blockLines; at++)
    if (bytes[at] === lineFeed) {
      ends[length++] = at
      from = at + 1
    }
  if (from < bytes.length && length < blockLines) {
    ends[length++] = bytes.length
    from = bytes.length
  }
  const taken = bytes.subarray(0, from)
  const text = (index: number) => taken.toString('utf8', index === 0 ? 0 : ends[index - 1]! + 1, ends[index])
  return { bytes: taken, ends, length, text }
}
