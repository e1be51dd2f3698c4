/** What ffmpeg's `framecrc` muxer tells of one video stream: its header lines and one line per packet. */
export interface MeasuredVideo {
  codec: string
  width: number | null
  height: number | null
  /** Frames per second over the packets that came; null when fewer than two came. */
  fps: number | null
  packets: number
}

function header(text: string, name: string): string | undefined {
  return new RegExp(`^#${name} 0: (.+)$`, 'm').exec(text)?.[1]?.trim()
}

/** Reads framecrc output: stream, dts, pts, duration, size, checksum per line, times in units of `#tb`.
 *  The rate comes from the packets' own times, so a burst at the start does not count as speed. A packet without a
 *  time is given its neighbour's by ffmpeg: equal times count once.
 *  @returns undefined when there is no video stream or no packet */
export function readFrameCrc(text: string): MeasuredVideo | undefined {
  const codec = header(text, 'codec_id')
  const [ticks = 0, perSecond = 0] = (header(text, 'tb') ?? '').split('/').map(Number)
  const [width, height] = (header(text, 'dimensions') ?? '').split('x').map(Number)
  const rows = text.split('\n').filter((line) => /^0,.*,.*,.*,/.test(line))
  if (!codec || rows.length === 0) return undefined
  const times = new Set(rows.map((row) => Number(row.split(',')[2])).filter(Number.isFinite))
  const span = ((Math.max(...times) - Math.min(...times)) * ticks) / perSecond
  const fps = times.size > 1 && span > 0 ? (times.size - 1) / span : null
  return { codec, width: width || null, height: height || null, fps, packets: rows.length }
}
