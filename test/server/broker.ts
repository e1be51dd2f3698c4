import { createServer, type AddressInfo, type Socket } from 'node:net'
import { Aedes } from 'aedes'

export interface TestBroker {
  url: string
  publish(topic: string, payload: string): Promise<void>
  /** Ends it; `restart` listens on the same port again. */
  stop(): Promise<void>
}

/** A real MQTT broker (aedes) on `port`, 0 = any free one. */
export async function startBroker(port = 0): Promise<TestBroker & { port: number }> {
  const broker = await Aedes.createBroker()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    broker.handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const listening = (server.address() as AddressInfo).port
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
