import { stationFileLimit } from '@city/domain/reading/stationFileText.ts'
import { Refusal } from './refusal.ts'

/** What a client is sending, in memory until it is whole: nothing of an upload that breaks off ever reaches the disk. Bounded
 *  while it comes (environment.md 4.6 rule 1). */
export class Upload {
  #bytes = Buffer.allocUnsafe(4096)
  #length = 0
  #lineEnds = 0

  /** @param at where the chunk belongs; default: behind what came before
   *  @throws Refusal when the file becomes too large, or would have a hole */
  write(chunk: Uint8Array, at = this.#length): void {
    if (at > this.#length)
      throw new Refusal('not allowed', 'a file is sent from its beginning, without holes')
    const end = at + chunk.length
    for (const byte of chunk) if (byte === 0x0a) this.#lineEnds++
    if (end > stationFileLimit.bytes || this.#lineEnds > stationFileLimit.lines)
      throw new Refusal(
        'too large',
        `more than ${stationFileLimit.bytes} bytes or ${stationFileLimit.lines} lines`,
      )
    if (end > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(end, this.#bytes.length * 2))
      this.#bytes.copy(grown, 0, 0, this.#length)
      this.#bytes = grown
    }
    this.#bytes.set(chunk, at)
    this.#length = Math.max(this.#length, end)
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  get size(): number {
    return this.#length
  }
}
