import { connect as connectTcp } from 'node:net'
import { promisify } from 'node:util'
import ssh2, { type SFTPWrapper } from 'ssh2'
import { benchStations, makeFiles, type MadeFile } from './filesMade.ts'

/* One SFTP connection for each station, each sending its files one after the other under their names. Prints
 * {"sent": files, "seconds": s}. Usage: node sftpClient.ts PORT USER PASSWORD FILES END */

const [port, username, password, count, end] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
]

async function connect(): Promise<{ client: ssh2.Client; sftp: SFTPWrapper }> {
  const client = new ssh2.Client()
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve)
    client.once('error', reject)
    // ssh2 writes a packet in two parts; without this the second waits for the acknowledgement of the first, up to 40 ms.
    const sock = connectTcp({ host: '127.0.0.1', port: Number(port), noDelay: true })
    client.connect({ sock, username, password })
  })
  return { client, sftp: await promisify<SFTPWrapper>((done) => client.sftp(done as never))() }
}

const byStation: MadeFile[][] = Array.from({ length: benchStations }, () => [])
for (const file of makeFiles(Number(count), Number(end))) byStation[file.station]!.push(file)
const began = performance.now()
await Promise.all(
  byStation.map(async (files) => {
    const { client, sftp } = await connect()
    for (const { name, content } of files)
      await promisify<void>((done) => sftp.writeFile(name, content, done as never))()
    client.end()
  }),
)
process.stdout.write(
  `${JSON.stringify({ sent: Number(count), seconds: (performance.now() - began) / 1000 })}\n`,
)
