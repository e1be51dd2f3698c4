import { randomBytes } from 'node:crypto'
import { get as getPlain, type IncomingMessage } from 'node:http'
import { get as getOverTls } from 'node:https'
import { CameraFault } from './cameraFault.ts'
import { authorizationFor, type Credentials } from './httpAuth.ts'
import { reasonOfError, reasonOfStatus } from './reason.ts'

/** One GET on a connection of its own. Cameras carry self-signed certificates: the network that they hang on is
 *  the operator's, so they are accepted. */
function get(url: URL, authorization: string | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = {
    'user-agent': 'city-dashboard',
    ...(authorization === undefined ? {} : { authorization }),
  }
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  const options = { headers, signal, agent: false } as const
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? getOverTls(bare, { ...options, rejectUnauthorized: false }, resolve)
        : getPlain(bare, options, resolve)
    request.on('error', reject)
  })
}

function credentialsOf(url: URL): Credentials | undefined {
  if (!url.username) return undefined
  try {
    return { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  } catch (cause) {
    throw new CameraFault('bad_answer', 'name or password in the address is not percent-encoded', { cause })
  }
}

/** The camera's 200 to a GET, after one answer to a Basic or Digest challenge where the address carries credentials.
 *  The body is still to be read; `signal` ends it too.
 *  @throws CameraFault by errno or status, `timeout` when there is no answer within `answerMs` */
export async function openHttp(url: URL, answerMs: number, signal: AbortSignal): Promise<IncomingMessage> {
  const credentials = credentialsOf(url)
  const tooLate = new AbortController()
  const timer = setTimeout(() => tooLate.abort(), answerMs)
  const both = AbortSignal.any([signal, tooLate.signal])
  try {
    let response = await get(url, undefined, both)
    if (response.statusCode === 401 && credentials) {
      const challenges = response.headersDistinct['www-authenticate'] ?? []
      const uri = url.pathname + url.search
      const authorization = authorizationFor(challenges, credentials, uri, randomBytes(12).toString('hex'))
      response.destroy()
      if (authorization) response = await get(url, authorization, both)
    }
    const status = response.statusCode ?? 0
    if (status === 200) return response
    response.destroy()
    throw new CameraFault(reasonOfStatus(status), `HTTP ${status}`)
  } catch (error) {
    if (error instanceof CameraFault) throw error
    if (both.aborted) throw new CameraFault('timeout', `no answer within ${answerMs} ms`, { cause: error })
    throw new CameraFault(reasonOfError(error), error instanceof Error ? error.message : String(error), {
      cause: error,
    })
  } finally {
    clearTimeout(timer)
  }
}
