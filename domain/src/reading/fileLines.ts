/** Lines as they lie in a file, without a text for each. Line `i` ends before the byte at `ends[i]` (a line feed, or the
 *  end of the bytes) and begins behind the end of the one before it. */
export interface FileLines {
  bytes: Uint8Array
  ends: Int32Array
  /** Number of lines. */
  length: number
  /** A line as text, without its line feed. */
  text(index: number): string
}

/** All lines as texts. */
export function textsOf(lines: FileLines): string[] {
  return Array.from({ length: lines.length }, (_, index) => lines.text(index))
}

/** A run of ASCII bytes as text; undefined where another byte stands among them. */
export function asciiText(bytes: Uint8Array, from: number, to: number): string | undefined {
  let text = ''
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (byte > 127) return undefined
    text += String.fromCharCode(byte)
  }
  return text
}
