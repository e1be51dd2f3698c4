/** Largest station file, bytes and lines (environment.md 4.6 rule 1). */
export const stationFileLimit = { bytes: 256 * 1024, lines: 2000 }

const utf8 = new TextDecoder('utf-8', { fatal: true })
const others = new Map<string, TextDecoder>()

/** The text of a station file, without a byte order mark; undefined when the bytes are no text of that encoding.
 *  @param encoding by its web name; undefined: UTF-8 */
export function stationFileText(content: Uint8Array, encoding: string | undefined): string | undefined {
  let decoder = utf8
  if (encoding !== undefined) {
    decoder = others.get(encoding) ?? new TextDecoder(encoding, { fatal: true })
    others.set(encoding, decoder)
  }
  try {
    return decoder.decode(content)
  } catch {
    return undefined
  }
}

/** Whether a file looks as if its upload were not over: it is empty, or its last line has neither a line end nor all
 *  of its five fields (environment.md 4.9 M12, M13). */
export function isUnfinished(content: Uint8Array): boolean {
  if (content.length === 0) return true
  if (content.at(-1) === 0x0a) return false
  const last = content.subarray(content.lastIndexOf(0x0a) + 1)
  let tabs = 0
  for (const byte of last) if (byte === 0x09) tabs++
  const status = last.length - 1 - last.lastIndexOf(0x09)
  return tabs < 4 || status < 2
}
