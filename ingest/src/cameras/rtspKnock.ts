import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectOverTls } from 'node:tls'
import { CameraFault } from './cameraFault.ts'
import { reasonOfError } from './reason.ts'

const maxLineBytes = 1024

function open(address: URL): Socket {
  const tls = address.protocol === 'rtsps:'
  const host = address.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = Number(address.port) || (tls ? 322 : 554)
  return tls ? connectOverTls({ host, port, rejectUnauthorized: false }) : connectPlain({ host, port })
}

/** Asks an RTSP camera for its OPTIONS (RFC 2326, section 10.1): the cheap way to tell a dead camera from a live one
 *  before a process is started. Any RTSP status is an answer; who may see what is asked later.
 *  @returns ms until the answer
 *  @throws CameraFault: by errno, `timeout` after `limitMs`, `bad_answer` for anything but RTSP */
export function knockRtsp(address: URL, limitMs: number, signal: AbortSignal): Promise<number> {
  const began = performance.now()
  const host = `${address.protocol}//${address.host}${address.pathname}`
  return new Promise<number>((resolve, reject) => {
    const socket = open(address)
    const bound = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
    const fail = (fault: CameraFault) => settle(() => reject(fault))
    const late = () => fail(new CameraFault('timeout', `no RTSP answer within ${limitMs} ms`))
    function settle(answer: () => void) {
      bound.removeEventListener('abort', late)
      socket.destroy()
      answer()
    }
    bound.addEventListener('abort', late)
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      if (/^RTSP\/\d\.\d \d{3}/.test(text)) settle(() => resolve(performance.now() - began))
      else if (text.length > maxLineBytes || text.includes('\n'))
        fail(new CameraFault('bad_answer', 'the answer is not RTSP'))
    })
    socket.on('error', (error) =>
      fail(new CameraFault(reasonOfError(error), error.message, { cause: error })),
    )
    socket.on('end', () => fail(new CameraFault('bad_answer', 'the connection was closed without an answer')))
    socket.write(`OPTIONS ${host} RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: city-dashboard\r\n\r\n`)
  })
}
