/** How long a tile server may take to prove that it is there, ms. */
const probeTimeoutMs = 4000

/** Address of the tile that holds a position in a template with {z}/{x}/{y} (web Mercator). */
export function tileUrl(template: string, at: { lat: number; lon: number; zoom: number }): string {
  const z = Math.min(Math.round(at.zoom), 12)
  const x = Math.floor(((at.lon + 180) / 360) * 2 ** z)
  const latRad = (at.lat * Math.PI) / 180
  const y = Math.floor(((1 - Math.asinh(Math.tan(latRad)) / Math.PI) / 2) * 2 ** z)
  return template
    .replace('{z}', String(z))
    .replace('{x}', String(x))
    .replace('{y}', String(y))
    .replace('{s}', 'a')
    .replace('{r}', '')
}

/** Whether the configured tiles can be had now. Never throws. A pmtiles file is known by its first bytes. */
export async function answers(
  kind: 'raster' | 'pmtiles',
  url: string,
  at: { lat: number; lon: number; zoom: number },
  signal: AbortSignal,
): Promise<boolean> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(probeTimeoutMs)])
  try {
    if (kind === 'raster') return await loadsAsImage(tileUrl(url, at), limit)
    const response = await fetch(url, { headers: { range: 'bytes=0-126' }, signal: limit })
    if (response.status !== 206) return false
    return new TextDecoder().decode((await response.arrayBuffer()).slice(0, 7)) === 'PMTiles'
  } catch {
    return false
  }
}

/** As an image, not by fetch: tile servers of others seldom allow cross-origin reading. */
function loadsAsImage(address: string, limit: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const image = new Image()
    const end = (alive: boolean) => {
      limit.removeEventListener('abort', giveUp)
      resolve(alive)
    }
    const giveUp = () => end(false)
    limit.addEventListener('abort', giveUp)
    image.addEventListener('load', () => end(true))
    image.addEventListener('error', () => end(false))
    image.src = address
  })
}
