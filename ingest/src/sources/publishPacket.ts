/** What a PUBLISH packet of MQTT 5 says (3.3). `packetId` 0: QoS 0. The payload is a view of the bytes it came in. */
export interface PublishPacket {
  topic: string
  payload: Buffer
  packetId: number
}

/** Reads a PUBLISH of QoS 0 or 1 without topic alias: neither was asked for.
 *  @param flags first byte of the packet
 *  @param bytes hold, from `start` to `end`, what follows its length
 *  @throws Error when it is something else, or shorter than it says */
export function topicAndPayload(flags: number, bytes: Buffer, start: number, end: number): PublishPacket {
  const qos = (flags >> 1) & 3
  if (qos > 1) throw new Error(`MQTT message of QoS ${qos} where at most 1 was asked for`)
  const topicStart = start + 2
  const topicEnd = topicStart > end ? Infinity : topicStart + bytes.readUInt16BE(start)
  let at = topicEnd + 2 * qos
  if (at >= end) throw new Error('MQTT message that ends in its topic')
  if (topicEnd === topicStart) throw new Error('MQTT message without a topic')
  const packetId = qos === 0 ? 0 : bytes.readUInt16BE(topicEnd)
  if (qos === 1 && packetId === 0) throw new Error('MQTT message of QoS 1 without a number')
  let properties = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at++]!
    properties += (byte & 127) * factor
    if (byte < 128) break
    if (at >= end || factor === 128 ** 3) throw new Error('MQTT message that ends in its properties')
  }
  if (at + properties > end) throw new Error('MQTT message that ends in its properties')
  const payload = bytes.subarray(at + properties, end)
  return { topic: bytes.toString('utf8', topicStart, topicEnd), payload, packetId }
}
