import type { Express, NextFunction, Request, Response } from 'express'
import helmet from 'helmet'

export interface SecurityOptions {
  /** Origins that may frame `/embed` and read the API; `*` = any. */
  origins: readonly string[]
  /** Address of map tiles of another host, e.g. `https://tiles.example/{z}/{x}/{y}.png`; null = none. */
  tileUrl: string | null
}

/** Content security policy, framing and cross-origin reading. Only `/embed` may be framed, and only by PUBLIC_ORIGINS. */
export function secure(app: Express, { origins, tileUrl }: SecurityOptions): void {
  const closed = policy(tileUrl, ["'self'"])
  const framed = policy(tileUrl, ["'self'", ...origins])
  app.use((request, response, next) => {
    const embedded =
      request.path === '/embed' || request.path.startsWith('/embed/') || request.path === '/embed.js'
    ;(embedded ? framed : closed)(request, response, next)
  })
  app.use('/api', (request, response, next) => allowReading(request, response, next, origins))
}

/** Paths below `/api/v1` that hold nothing but what anybody may know. Everything else (dead letters, ledger, lists of
 *  dossiers, cameras that are not public, pictures) is read by this server's own pages only. */
const publicPaths =
  /^\/(?:stations(?:\.geojson|\/.+)?|rain\/.+|aqi|wqi|flood|disaster-levels|city|basemap\/.+|units|indicators(?:\/.+)?|dossiers\/summary)$/

/** @param path with `/api` and without query */
function isPublic(path: string, query: URLSearchParams): boolean {
  const below = /^\/api\/v1(\/.*?)\/?$/i.exec(path)?.[1]?.toLowerCase()
  if (below === undefined) return false
  return publicPaths.test(below) || (below === '/cameras' && query.getAll('public').join() === 'true')
}

function policy(tileUrl: string | null, ancestors: string[]) {
  const tileHost =
    tileUrl !== null && URL.canParse(tileUrl) ? [new URL(tileUrl).origin.replace('%7Bs%7D', '*')] : []
  const open = ancestors.length > 1
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // Leaflet and the charts place things by style attributes.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:', ...tileHost],
        'connect-src': ["'self'", ...tileHost],
        'font-src': ["'self'", 'data:'],
        'worker-src': ["'self'", 'blob:'],
        'media-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ancestors,
      },
    },
    // The address is plain http inside the city's network; TLS and HSTS are the proxy's in front.
    strictTransportSecurity: false,
    xFrameOptions: open ? false : { action: 'sameorigin' },
    crossOriginResourcePolicy: { policy: open ? 'cross-origin' : 'same-origin' },
    crossOriginOpenerPolicy: open ? false : { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
  })
}

/** Pages of the listed origins may read what is public; nobody else's may, and nobody's may send. */
function allowReading(
  request: Request,
  response: Response,
  next: NextFunction,
  origins: readonly string[],
): void {
  response.vary('Origin')
  const { origin } = request.headers
  const anybody = origins.includes('*')
  const { pathname, searchParams } = new URL(request.originalUrl, 'http://here')
  if (!isPublic(pathname, searchParams)) {
    // A wide policy for what may be framed or read elsewhere is none for this.
    response.set('Cross-Origin-Resource-Policy', 'same-origin')
    return next()
  }
  if (origin !== undefined && (anybody || origins.includes(origin))) {
    response.set('Access-Control-Allow-Origin', anybody ? '*' : origin)
    response.set('Access-Control-Expose-Headers', 'ETag, x-snapshot-at')
    response.set('Cross-Origin-Resource-Policy', 'cross-origin')
    if (request.method === 'OPTIONS') {
      response.set('Access-Control-Allow-Methods', 'GET, HEAD').set('Access-Control-Max-Age', '600')
      response.status(204).end()
      return
    }
  }
  next()
}
