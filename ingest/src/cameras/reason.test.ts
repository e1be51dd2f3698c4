import { expect, test } from 'vitest'
import { reasonOfError, reasonOfStatus, reasonOfStderr } from './reason.ts'

/* Lines of ffmpeg 5.1.9 against GStreamer's RTSP server and closed ports. */
test.each([
  ['[rtsp @ 0x556b] method DESCRIBE failed: 401 Unauthorized', 'unauthorized'],
  ['rtsp://127.0.0.1:35241/nix: Server returned 404 Not Found', 'not_found'],
  ['Connection to tcp://127.0.0.1:1?timeout=0 failed: Connection refused', 'refused'],
  ['rtsp://10.255.255.1/x: Connection timed out', 'timeout'],
  ['[tcp @ 0x55] Failed to resolve hostname cam.invalid: Name or service not known', 'unreachable'],
  ['rtsp://10.0.0.1/x: No route to host', 'unreachable'],
  ["Stream map '0:v:0' matches no streams.", 'no_video'],
  ['rtsp://127.0.0.1:35241/x: Invalid data found when processing input', 'bad_answer'],
])('%s is %s', (line, reason) => {
  expect(reasonOfStderr(line)).toBe(reason)
})

test('errno and status decide where they are known', () => {
  expect(reasonOfError(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe('refused')
  expect(reasonOfError(Object.assign(new Error('x'), { code: 'HPE_INVALID_CONSTANT' }))).toBe('bad_answer')
  expect([401, 403, 404, 500].map(reasonOfStatus)).toEqual([
    'unauthorized',
    'unauthorized',
    'not_found',
    'bad_answer',
  ])
})
