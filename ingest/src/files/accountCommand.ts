import { createInterface } from 'node:readline/promises'
import { accountName } from './accounts.ts'
import { hashPassword } from './passwords.ts'

/* `npm run account -- add NAME [STATION …]`: prints the line for the file of accounts (FILE_ACCOUNTS). The password is asked for, or read from
 * standard input; it is never an argument, where every process of the machine could read it. */

const leastLength = 10
const [verb, name = '', ...stations] = process.argv.slice(2)

function fail(text: string): never {
  process.stderr.write(`${text}\n`)
  process.exit(2)
}

async function ask(): Promise<string> {
  const input = createInterface({ input: process.stdin, terminal: false })
  if (process.stdin.isTTY) {
    process.stderr.write(`Password of ${name} (at least ${leastLength} characters; not shown): `)
    process.stdin.setRawMode(true)
    process.stdin.resume()
    return readHidden()
  }
  for await (const line of input) return line
  return ''
}

function readHidden(): Promise<string> {
  return new Promise((resolve) => {
    let typed = ''
    process.stdin.on('data', (chunk: Buffer) => {
      for (const key of chunk.toString('utf8')) {
        if (key === '\r' || key === '\n') {
          process.stdin.setRawMode(false)
          process.stderr.write('\n')
          return resolve(typed)
        }
        if (key === '\u0003') process.exit(130)
        typed = key === '\u007F' ? typed.slice(0, -1) : typed + key
      }
    })
  })
}

if (verb !== 'add') fail('usage: npm run account -- add NAME [STATION …]')
if (!accountName.test(name)) fail('NAME: 1 to 32 of a-z 0-9 _ -, beginning with a letter or digit')
if (stations.some((one) => !/^[\w.-]+$/.test(one))) fail('STATION: ids of stations, e.g. AQ-01')
const password = await ask()
if (password.length < leastLength) fail(`The password has less than ${leastLength} characters.`)
const line = [name, await hashPassword(password), ...(stations.length > 0 ? [stations.join(',')] : [])].join(
  ':',
)
process.stdout.write(`${line}\n`)
process.exit(0)
