import { lookup } from 'node:dns'
import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestOverTls } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { isPrivateAddress } from './privateAddress.ts'
import { PullFault } from './pullFault.ts'
import { retryAfterMs } from './retryAfter.ts'

export interface GetOptions {
  headers: Readonly<Record<string, string>>
  /** For everything, to the last byte. */
  timeoutMs: number
  /** Bytes of the body, unpacked. */
  sizeLimit: number
  allowPrivate: boolean
  signal: AbortSignal
}

/** `body` undefined: not changed since the answer that the validators belong to. */
export interface Got {
  body: Buffer | undefined
  validators: Readonly<Record<string, string>>
}

const mostRedirects = 3

/** GET that trusts nobody: bounded in time and size, no redirect to another host, and to no address inside unless that is
 *  allowed; names are looked at after they are resolved, by the connection itself.
 *  @throws PullFault; it never repeats the address, which may hold a secret */
export async function httpGet(address: URL, options: GetOptions): Promise<Got> {
  const tooLate = AbortSignal.timeout(options.timeoutMs)
  const signal = AbortSignal.any([options.signal, tooLate])
  let url = address
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await open(url, options, signal)
      const status = response.statusCode ?? 0
      if (status < 300 || status === 304 || status >= 400) return await answerOf(response, options)
      response.destroy()
      if (redirects === mostRedirects) throw new PullFault(`more than ${mostRedirects} redirects`)
      url = redirected(url, response.headers.location)
    }
  } catch (cause) {
    if (cause instanceof PullFault) throw cause
    if (options.signal.aborted) throw new PullFault('stopped', { cause })
    if (tooLate.aborted)
      throw new PullFault(`no whole answer within ${options.timeoutMs / 1000} s`, { cause })
    throw new PullFault(reasonOf(cause), { cause })
  }
}

function open(
  url: URL,
  { headers, allowPrivate }: GetOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw refusal()
  const options: RequestOptions = {
    ...{ signal, agent: false },
    ...(allowPrivate ? {} : { lookup: lookupOutside }),
    headers: {
      'user-agent': 'city-dashboard',
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      ...headers,
    },
  }
  const request = url.protocol === 'https:' ? requestOverTls : requestPlain
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on('error', reject).end()
  })
}

const lookupOutside: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    const first = addresses?.[0]
    if (error || !first) return done(error ?? new Error(`${name} has no address`), '', 0)
    if (addresses.some(({ address }) => isPrivateAddress(address))) return done(refusal(), '', 0)
    if (options.all) done(null, addresses)
    else done(null, first.address, first.family)
  })
}

function refusal(): PullFault {
  return new PullFault('the address lies inside the network: allow_private is not set')
}

function redirected(from: URL, location: string | undefined): URL {
  if (location === undefined || !URL.canParse(location, from)) throw new PullFault('redirect to nowhere')
  const to = new URL(location, from)
  const isSafer = from.protocol === 'http:' && to.protocol === 'https:' && to.hostname === from.hostname
  if (to.origin !== from.origin && !isSafer) throw new PullFault(`redirect to another host: ${to.host}`)
  return to
}

async function answerOf(response: IncomingMessage, { sizeLimit }: GetOptions): Promise<Got> {
  const status = response.statusCode ?? 0
  const { etag, 'last-modified': modified, 'retry-after': later } = response.headers
  const validators = {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(modified === undefined ? {} : { 'if-modified-since': modified }),
  }
  if (status === 200) return { body: await bodyOf(response, sizeLimit), validators }
  response.destroy()
  if (status === 304) return { body: undefined, validators }
  throw new PullFault(`HTTP ${status}`, { retryAfterMs: retryAfterMs(later, Date.now()) })
}

async function bodyOf(response: IncomingMessage, sizeLimit: number): Promise<Buffer> {
  const tooLarge = () => new PullFault(`more than ${sizeLimit} bytes`)
  if (Number(response.headers['content-length'] ?? 0) > sizeLimit) {
    response.destroy()
    throw tooLarge()
  }
  const parts: Buffer[] = []
  let size = 0
  for await (const part of unpacked(response) as AsyncIterable<Buffer>) {
    size += part.length
    if (size > sizeLimit) {
      response.destroy()
      throw tooLarge()
    }
    parts.push(part)
  }
  if (!response.complete) throw new PullFault('the answer ended early')
  return Buffer.concat(parts)
}

function unpacked(response: IncomingMessage): Readable {
  const coding = (response.headers['content-encoding'] ?? 'identity').toLowerCase()
  if (coding === 'identity') return response
  const unpack =
    coding === 'gzip' || coding === 'x-gzip'
      ? createGunzip()
      : coding === 'deflate'
        ? createInflate()
        : coding === 'br'
          ? createBrotliDecompress()
          : undefined
  if (!unpack) {
    response.destroy()
    throw new PullFault(`content-encoding ${coding.slice(0, 30)} is not known`)
  }
  // An error of either ends the reading of the other.
  pipeline(response, unpack, () => undefined)
  return unpack
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
