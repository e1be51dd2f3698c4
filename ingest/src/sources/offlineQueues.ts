/** Messages that wait for one session whose client is away; a newer one is then not kept for it. */
export const mostPerSession = 1000
/** Bytes that wait for all such sessions together. */
export const mostWaitingBytes = 64_000_000
/** About what a waiting message costs besides its topic and payload, bytes. */
const overheadBytes = 400

interface Message {
  topic: string
  payload: string | Buffer
}
/** The part of the broker's persistence through which waiting messages come and go. */
export interface OfflineQueues {
  outgoingEnqueueCombi(sessions: { clientId: string }[], message: Message): Promise<unknown>
  outgoingClearMessageId(client: { id: string }, message: unknown): Promise<Message | undefined>
}

/** Bounds what aedes keeps in memory for persistent sessions: it has no limit of its own, so a client that subscribed
 *  once and never came back would cost memory for ever. */
export function boundOfflineQueues(queues: OfflineQueues): void {
  const counts = new Map<string, number>()
  let bytes = 0
  const enqueue = queues.outgoingEnqueueCombi.bind(queues)
  const clear = queues.outgoingClearMessageId.bind(queues)
  queues.outgoingEnqueueCombi = (sessions, message) => {
    const size = sizeOf(message)
    const kept = sessions.filter(({ clientId }) => {
      const count = counts.get(clientId) ?? 0
      if (count >= mostPerSession || bytes + size > mostWaitingBytes) return false
      counts.set(clientId, count + 1)
      bytes += size
      return true
    })
    return enqueue(kept, message)
  }
  queues.outgoingClearMessageId = async (client, message) => {
    const cleared = await clear(client, message)
    if (!cleared) return cleared
    const count = (counts.get(client.id) ?? 1) - 1
    if (count > 0) counts.set(client.id, count)
    else counts.delete(client.id)
    bytes -= Math.min(bytes, sizeOf(cleared))
    return cleared
  }
}

function sizeOf({ topic, payload }: Message): number {
  return Buffer.byteLength(topic) + (payload?.length ?? 0) + overheadBytes
}
