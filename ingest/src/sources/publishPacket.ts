/** What a PUBLISH packet of MQTT 5 says (3.3). `packetId` 0: QoS 0. The payload is a view of `body`. */
export interface PublishPacket {
  topic: string
  payload: Buffer
  packetId: number
}

/** Reads a PUBLISH of QoS 0 or 1 without topic alias: neither was asked for.
 *  @param flags first byte of the packet
 *  @param body what follows its length
 *  @throws Error when it is something else, or shorter than it says */
export function topicAndPayload(flags: number, body: Buffer): PublishPacket {
  const qos = (flags >> 1) & 3
  if (qos > 1) throw new Error(`MQTT message of QoS ${qos} where at most 1 was asked for`)
  const topicEnd = 2 + body.readUInt16BE(0)
  if (topicEnd === 2) throw new Error('MQTT message without a topic')
  const packetId = qos === 0 ? 0 : body.readUInt16BE(topicEnd)
  if (qos === 1 && packetId === 0) throw new Error('MQTT message of QoS 1 without a number')
  let at = topicEnd + 2 * qos
  let properties = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = body[at++]
    if (byte === undefined || factor > 128 ** 3) throw new Error('MQTT message that ends in its properties')
    properties += (byte & 127) * factor
    if (byte < 128) break
  }
  if (at + properties > body.length) throw new Error('MQTT message that ends in its properties')
  const payload = body.subarray(at + properties)
  return { topic: body.toString('utf8', 2, topicEnd), payload, packetId }
}
