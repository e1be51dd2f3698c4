/** Longest command with its path, bytes. */
const longest = 2048

/** Cuts what comes over a control connection into lines, however it is cut on its way; Telnet's signals (RFC 959 4.1.3, sent before ABOR)
 *  are left out. @throws Error for a line that is too long */
export class CommandLines {
  #rest = Buffer.alloc(0)

  take(chunk: Buffer): string[] {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    const lines: string[] = []
    let from = 0
    for (let end = all.indexOf(0x0a); end !== -1; end = all.indexOf(0x0a, from)) {
      if (end - from > longest) throw new Error('the line is too long')
      lines.push(textOf(all.subarray(from, end)))
      from = end + 1
    }
    this.#rest = Buffer.from(all.subarray(from))
    if (this.#rest.length > longest) throw new Error('the line is too long')
    return lines
  }

  /** Forgets what has come and is no whole line. */
  clear(): void {
    this.#rest = Buffer.alloc(0)
  }
}

const telnetCommand = 0xff
const firstCommand = 0xf0

function textOf(line: Buffer): string {
  const bytes = line.at(-1) === 0x0d ? line.subarray(0, -1) : line
  if (!bytes.includes(telnetCommand)) return bytes.toString('utf8')
  const kept: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== telnetCommand) kept.push(bytes[at]!)
    else if ((bytes[at + 1] ?? 0) >= firstCommand) at++
  }
  return Buffer.from(kept).toString('utf8')
}
