/** What of a packet is of interest: its kind and, for a PUBLISH at QoS 1 or its acknowledgement, its packet identifier. */
export interface Frame {
  kind: number
  /** undefined: a packet without one, or of a kind that is not looked into. */
  id: number | undefined
}

/** MQTT control packet types (MQTT 5.0, 2.1.2). */
export const packet = { connack: 2, publish: 3, puback: 4 } as const

/** Bytes of a packet that are kept until its identifier is known: a topic is no longer than this. */
const headKept = 1024

/** Splits one direction of an MQTT connection into packets, whatever pieces it comes in. */
export function createFrameReader(onFrame: (frame: Frame) => void): (bytes: Buffer) => void {
  let first = -1
  let length = 0
  let shift = 0
  let isLengthKnown = false
  let left = 0
  let head: Buffer[] = []
  let headLength = 0

  function end(): void {
    const kind = first >> 4
    onFrame({ kind, id: idOf(kind, first, Buffer.concat(head)) })
    first = -1
    head = []
    headLength = 0
  }
  return (bytes) => {
    let at = 0
    while (at < bytes.length) {
      if (first < 0) {
        first = bytes[at++]!
        length = shift = 0
        isLengthKnown = false
      } else if (!isLengthKnown) {
        const byte = bytes[at++]!
        length += (byte & 127) << shift
        shift += 7
        if (byte > 127) continue
        isLengthKnown = true
        left = length
        if (left === 0) end()
      } else {
        const taken = Math.min(left, bytes.length - at)
        if (headLength < headKept) {
          const part = bytes.subarray(at, at + Math.min(taken, headKept - headLength))
          head.push(part)
          headLength += part.length
        }
        at += taken
        left -= taken
        if (left === 0) end()
      }
    }
  }
}

function idOf(kind: number, first: number, head: Buffer): number | undefined {
  if (kind === packet.puback) return head.readUInt16BE(0)
  // QoS 0 has no identifier.
  if (kind !== packet.publish || (first & 6) === 0) return undefined
  return head.readUInt16BE(2 + head.readUInt16BE(0))
}
