import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { accountName, withAccount } from './accounts.ts'
import { hashPassword } from './passwords.ts'

/* `npm run account -- add NAME [STATION …]`: puts an account into the file of accounts (FILE_ACCOUNTS, by default ./accounts), or gives it another
 * password; `remove NAME` takes it out. The password is asked for, or read from standard input; it is never an argument,
 * where every process of the machine could read it. */

const leastLength = 10
const path = process.env.FILE_ACCOUNTS || 'accounts'
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

/** The file is written in place: a container that it is mounted into sees the change. */
function put(line: string | undefined, done: string): void {
  try {
    writeFileSync(path, withAccount(existsSync(path) ? readFileSync(path, 'utf8') : '', name, line))
  } catch (error) {
    fail(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
  process.stderr.write(`${path}: ${done}\n`)
}

if (verb !== 'add' && verb !== 'remove') fail('usage: npm run account -- add NAME [STATION …] | remove NAME')
if (!accountName.test(name)) fail('NAME: 1 to 32 of a-z 0-9 _ -, beginning with a letter or digit')
if (stations.some((one) => !/^[\w.-]+$/.test(one))) fail('STATION: ids of stations, e.g. AQ-01')
if (verb === 'remove') put(undefined, `${name} is no account any more`)
else {
  const password = await ask()
  if (password.length < leastLength) fail(`The password has less than ${leastLength} characters.`)
  const listed = stations.length > 0 ? [stations.join(',')] : []
  put(
    [name, await hashPassword(password), ...listed].join(':'),
    `${name} may log in, for ${listed[0] ?? 'all stations'}`,
  )
}
process.exit(0)
