import { createServer, type Socket } from 'node:net'
import { Aedes } from 'aedes'
import { freePort } from '../services/freePort.ts'

export interface TestBroker {
  url: string
  publish(topic: string, payload: string): Promise<void>
  /** Ends it; `restart` listens on the same port again. */
  stop(): Promise<void>
}

/** A real MQTT broker (aedes) on `port`, a free one unless told. */
export async function startBroker(port?: number): Promise<TestBroker & { port: number }> {
  const listening = port ?? (await freePort())
  const broker = await Aedes.createBroker()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    broker.handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(listening, '127.0.0.1', resolve))
  return {
    port: listening,
    url: `mqtt://127.0.0.1:${listening}`,
    publish: (topic, payload) =>
      new Promise((resolve, reject) => {
        const packet = { cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false } as const
        broker.publish(packet, (error) => (error ? reject(error) : resolve()))
      }),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
