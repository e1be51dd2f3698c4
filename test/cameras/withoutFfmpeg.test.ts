import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startTcp } from './badCamera.ts'

const visitModule = fileURLToPath(new URL('visit.ts', import.meta.url))

test('a machine without ffmpeg says so of a camera that answers', async () => {
  const camera = await startTcp((socket) =>
    socket.once('data', () => socket.write('RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n')),
  )
  const program = `
    import { visit } from ${JSON.stringify(visitModule)}
    console.log(await visit('rtsp://127.0.0.1:${camera.port}/x').catch((fault) => fault.reason))`
  // A process of its own: what PATH holds is looked up once and remembered.
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    env: { PATH: '/nonexistent' },
  })
  expect(stdout.trim()).toBe('no_ffmpeg')
  await camera.stop()
})
