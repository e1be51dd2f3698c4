/** Width and height in pixels from the first frame header (SOF0…SOF15, ITU-T T.81 annex B) of a JPEG, and where
 *  its scan begins. @returns undefined when the bytes are no JPEG with a frame and a scan */
function frameOf(bytes: Buffer): { width: number; height: number; scanAt: number } | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  let at = 2
  let size: { width: number; height: number } | undefined
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    if (marker === 0xda) return size && { ...size, scanAt: at + 2 + length }
    const startsFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (startsFrame && at + 9 <= bytes.length)
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    if (length < 2) return undefined
    at += 2 + length
  }
  return undefined
}

/** Size in pixels of a whole JPEG: start, frame header, scan and, after the scan, its end marker.
 *  Bytes after the end are allowed: many cameras pad. @returns undefined when it is broken, cut off or no JPEG */
export function wholeJpegSize(bytes: Buffer): { width: number; height: number } | undefined {
  const frame = frameOf(bytes)
  if (!frame || frame.width === 0 || frame.height === 0) return undefined
  return bytes.indexOf('ffd9', frame.scanAt, 'hex') > 0
    ? { width: frame.width, height: frame.height }
    : undefined
}
