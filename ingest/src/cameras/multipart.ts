import { CameraFault } from './cameraFault.ts'

const headersEnd = Buffer.from('\r\n\r\n')

/** The delimiter named in a Content-Type such as `multipart/x-mixed-replace; boundary=--frame`, with two dashes in
 *  front as on the wire: some cameras name it with them, some without. @returns undefined when none is named */
export function delimiterOf(contentType: string): string | undefined {
  const named = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const boundary = (named?.[1] ?? named?.[2] ?? '').replace(/^--/, '')
  return boundary ? `--${boundary}` : undefined
}

/** Cuts an endless multipart body into the bodies of its parts, however the chunks fall.
 *  A part ends where its Content-Length says, else at the next delimiter.
 *  The returned function takes a chunk and gives the parts that it completed;
 *  it throws CameraFault `bad_answer` when a part grows past `maxBytes`. */
export function partReader(delimiter: string, maxBytes: number): (chunk: Buffer) => Buffer[] {
  const mark = Buffer.from(delimiter)
  let held: Buffer[] = []
  let heldBytes = 0
  let wanted = 0

  function takePart(bytes: Buffer): { part: Buffer; rest: Buffer } | undefined {
    const start = bytes.indexOf(mark)
    const bodyAt = start < 0 ? -1 : bytes.indexOf(headersEnd, start)
    if (bodyAt < 0) return undefined
    const from = bodyAt + headersEnd.length
    const length = /content-length:\s*(\d+)/i.exec(bytes.toString('latin1', start, bodyAt))?.[1]
    const to = length === undefined ? bytes.indexOf(mark, from) : from + Number(length)
    if (to > bytes.length) wanted = to
    if (to < 0 || to > bytes.length) return undefined
    return { part: bytes.subarray(from, to), rest: bytes.subarray(to) }
  }

  return (chunk) => {
    held.push(chunk)
    heldBytes += chunk.length
    if (heldBytes < wanted && wanted <= maxBytes) return []
    let bytes: Buffer = Buffer.concat(held, heldBytes)
    const parts: Buffer[] = []
    wanted = 0
    for (let taken = takePart(bytes); taken; taken = takePart(bytes)) {
      parts.push(taken.part)
      bytes = taken.rest
    }
    if (bytes.length > maxBytes || wanted > maxBytes)
      throw new CameraFault('bad_answer', `a part of more than ${maxBytes} bytes`)
    held = [bytes]
    heldBytes = bytes.length
    return parts
  }
}
