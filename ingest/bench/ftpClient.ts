import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface, type Interface } from 'node:readline'
import { benchStations, makeFiles, type MadeFile } from './filesMade.ts'

/* One FTP connection for each station, each sending its files one after the other: EPSV, STOR under a temporary name, RNFR, RNTO, as
 * loggers do. Prints {"sent": files, "seconds": s}. Usage: node ftpClient.ts PORT USER PASSWORD FILES END [rename] */

const [port, user, password, count, end, mode] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string?,
]

class Client {
  readonly #lines: Interface
  readonly #waiting: string[] = []
  #wake: () => void = () => undefined
  readonly #socket: Socket

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    this.#lines = createInterface({ input: socket })
    this.#lines.on('line', (line) => {
      this.#waiting.push(line)
      this.#wake()
    })
  }

  async reply(expected: number): Promise<string> {
    while (this.#waiting.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve))
    const line = this.#waiting.shift()!
    if (Number(line.slice(0, 3)) !== expected) throw new Error(`expected ${expected}, got: ${line}`)
    return line
  }

  async say(line: string, expected: number): Promise<string> {
    this.#socket.write(`${line}\r\n`)
    return this.reply(expected)
  }

  async store(name: string, content: string): Promise<void> {
    const said = await this.say('EPSV', 229)
    const data = connect({ host: '127.0.0.1', port: Number(/\|\|\|(\d+)\|/.exec(said)![1]), noDelay: true })
    this.#socket.write(`STOR ${name}\r\n`)
    await once(data, 'connect')
    await this.reply(150)
    data.end(content)
    await this.reply(226)
    data.destroy()
  }
}

const byStation: MadeFile[][] = Array.from({ length: benchStations }, () => [])
for (const file of makeFiles(Number(count), Number(end))) byStation[file.station]!.push(file)
const began = performance.now()
await Promise.all(
  byStation.map(async (files) => {
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    const client = new Client(socket)
    await client.reply(220)
    await client.say(`USER ${user}`, 331)
    await client.say(`PASS ${password}`, 230)
    for (const { name, content } of files) {
      if (mode !== 'rename') await client.store(name, content)
      else {
        await client.store(`${name}.tmp`, content)
        await client.say(`RNFR ${name}.tmp`, 350)
        await client.say(`RNTO ${name}`, 250)
      }
    }
    await client.say('QUIT', 221)
    socket.destroy()
  }),
)
process.stdout.write(
  `${JSON.stringify({ sent: Number(count), seconds: (performance.now() - began) / 1000 })}\n`,
)
