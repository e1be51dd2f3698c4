import { expect, test } from 'vitest'
import { readFrameCrc } from './frameCrc.ts'

/* Captured from ffmpeg 5.1.9 reading GStreamer's RTSP server, 640 × 360 at 12 frames a second; shortened to 13 packets.
   The first two share a time: the first came without one. */
const captured = `#extradata 0:       40, 0xe44e0ab0
#software: Lavf59.27.100
#tb 0: 1/90000
#media_type 0: video
#codec_id 0: h264
#dimensions 0: 640x360
#sar 0: 1/1
0,       7500,       7500,     7500,    25214, 0x2de34e59
0,       7500,       7500,     7500,    20745, 0x538c0f30, F=0x0
0,      15000,      15000,     7500,    21232, 0x6a2d7f57, F=0x0
0,      22500,      22500,     7500,    21296, 0x6e6e5c7d, F=0x0
0,      30000,      30000,     7500,    21199, 0x09cd4b12, F=0x0
0,      37500,      37500,     7500,    21255, 0x73dd4d05, F=0x0
0,      45000,      45000,     7500,    21285, 0xeabe783b, F=0x0
0,      52500,      52500,     7500,    21309, 0x08e3622d, F=0x0
0,      60000,      60000,     7500,    21243, 0xcbb75a13, F=0x0
0,      67500,      67500,     7500,    21260, 0x9b3b6c63, F=0x0
0,      75000,      75000,     7500,    21185, 0x61dc5e6f, F=0x0
0,      82500,      82500,     7500,    21258, 0x24e64822, F=0x0
0,      90000,      90000,     7500,    26497, 0x4acb18f3
`

test('codec, size and rate of a captured stream', () => {
  expect(readFrameCrc(captured)).toEqual({ codec: 'h264', width: 640, height: 360, fps: 12, packets: 13 })
})

test('lost packets lower the rate', () => {
  const lines = captured.split('\n')
  const thinned = lines.filter((_, index) => index < 9 || index % 2 === 1).join('\n')
  expect(readFrameCrc(thinned)?.fps).toBeLessThan(8)
})

test('one packet is a video without a known rate; none is no video', () => {
  const lines = captured.split('\n')
  expect(readFrameCrc(lines.slice(0, 8).join('\n'))).toMatchObject({ codec: 'h264', fps: null })
  expect(readFrameCrc(lines.slice(0, 7).join('\n'))).toBeUndefined()
  expect(readFrameCrc('')).toBeUndefined()
})
