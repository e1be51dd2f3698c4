import { createHash } from 'node:crypto'

export interface Credentials {
  username: string
  password: string
}

const hashes: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-256': 'sha256' }

/** Parameters of every challenge of one scheme in `WWW-Authenticate` headers, in their order. */
function challengesOf(headers: readonly string[], scheme: string): Map<string, string>[] {
  return headers
    .flatMap((header) => header.split(/(?:^|,)\s*(?=(?:Basic|Digest)\s)/i))
    .filter((challenge) => challenge.toLowerCase().startsWith(`${scheme.toLowerCase()} `))
    .map((challenge) => {
      const pairs = challenge.matchAll(/([a-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gi)
      return new Map(
        [...pairs].map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? '']),
      )
    })
}

function digest(
  challenge: Map<string, string>,
  { username, password }: Credentials,
  uri: string,
  clientNonce: string,
): string | undefined {
  const algorithm = (challenge.get('algorithm') ?? 'MD5').toUpperCase()
  const hash = hashes[algorithm]
  const realm = challenge.get('realm')
  const nonce = challenge.get('nonce')
  if (!hash || realm === undefined || nonce === undefined) return undefined
  const hex = (text: string) => createHash(hash).update(text).digest('hex')
  const withQop = (challenge.get('qop') ?? '').split(',').some((one) => one.trim() === 'auth')
  const secret = hex(`${username}:${realm}:${password}`)
  const request = hex(`GET:${uri}`)
  const count = '00000001'
  const response = hex([secret, nonce, ...(withQop ? [count, clientNonce, 'auth'] : []), request].join(':'))
  const opaque = challenge.get('opaque')
  return [
    `Digest username="${username.replace(/["\\]/g, '\\$&')}", realm="${realm}", nonce="${nonce}", uri="${uri}"`,
    `algorithm=${algorithm}, response="${response}"`,
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
    ...(withQop ? [`qop=auth, nc=${count}, cnonce="${clientNonce}"`] : []),
  ].join(', ')
}

/** The `Authorization` header that answers the challenges of a 401 to a GET of `uri` (path and query), Digest before
 *  Basic, SHA-256 before MD5 (RFC 7616, RFC 7617). @returns undefined when none of them can be answered */
export function authorizationFor(
  challenges: readonly string[],
  credentials: Credentials,
  uri: string,
  clientNonce: string,
): string | undefined {
  const answers = challengesOf(challenges, 'Digest').flatMap(
    (one) => digest(one, credentials, uri, clientNonce) ?? [],
  )
  const strongest = answers.find((answer) => answer.includes('algorithm=SHA-256')) ?? answers[0]
  if (strongest) return strongest
  if (!challenges.some((header) => /(^|,)\s*Basic(\s|$)/i.test(header))) return undefined
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
}
