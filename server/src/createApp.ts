import { createServer, type Server } from 'node:http'
import compression from 'compression'
import express from 'express'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { instanceName } from '@city/store/state/instanceName.ts'
import { secure } from './http/security.ts'
import { answerFaults, answerUnknown, mount } from './http/mount.ts'
import { cacheFor, route, type Route } from './http/route.ts'
import { serveWeb } from './http/serveWeb.ts'
import { openLiveSocket } from './live/liveSocket.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { Peers } from './peers/peers.ts'
import { openApiOf } from './openapi.ts'
import { aqiRoutes } from './routes/aqiRoutes.ts'
import { cameraRoutes } from './routes/cameraRoutes.ts'
import { chartRoutes } from './routes/chartRoutes.ts'
import { cityRoutes } from './routes/cityRoutes.ts'
import { deadLetterRoutes } from './routes/deadLetterRoutes.ts'
import { disasterRoutes } from './routes/disasterRoutes.ts'
import { dossierRoutes } from './routes/dossierRoutes.ts'
import { floodRoutes } from './routes/floodRoutes.ts'
import type { RouteParts } from './routes/parts.ts'
import { lakeRoutes } from './routes/lakeRoutes.ts'
import { indexListRoutes } from './routes/indexListRoutes.ts'
import { mappingRoutes } from './routes/mappingRoutes.ts'
import { producerRoutes } from './routes/producerRoutes.ts'
import { RainBoard } from './rain/rainBoard.ts'
import { qualityRoutes } from './routes/qualityRoutes.ts'
import { rainRoutes } from './routes/rainRoutes.ts'
import { recordRoutes } from './routes/recordRoutes.ts'
import { revisionRoutes } from './routes/revisionRoutes.ts'
import { seriesRoutes } from './routes/seriesRoutes.ts'
import { FewAtOnce, withFewHeavyReads } from './series/fewAtOnce.ts'
import { serviceRoutes } from './routes/serviceRoutes.ts'
import { stationRoutes } from './routes/stationRoutes.ts'
import { wqiRoutes } from './routes/wqiRoutes.ts'

/** Reads of series beyond a week of one station's minutes: so many at once, so many waiting. */
const heavyReads = { spanMs: 8 * dayMs, atOnce: 2, waiting: 8 }

export interface AppParts extends Omit<RouteParts, 'metrics' | 'peers' | 'self'> {
  log: Log
}

export interface App {
  /** Not listening yet. */
  http: Server
  metrics: RouteParts['metrics']
  /** Ends the live socket and the port; callers under way get a second to be answered. */
  close(): Promise<void>
}

/** Callers under way get this long to be answered when the server closes, ms. */
const answerRestMs = 1000

/** The whole server from components handed to it: API, live socket, web app. Opens no port and starts no timer. */
export function createApp(parts: AppParts): App {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  const http = createServer(app)
  const live = openLiveSocket(http, parts.latest, {
    clock: parts.clock,
    origins: parts.settings.publicOrigins,
  })
  const metrics = createMetrics({ ...parts, clients: () => live.clients() })

  app.use((request, response, next) => {
    // Told "no-cache", a cache asks its origin; the origin itself may still answer 304 (RFC 9111, 5.2.1.4).
    delete request.headers['cache-control']
    const startedAt = performance.now()
    response.on('finish', () => {
      const name = typeof response.locals.route === 'string' ? response.locals.route : 'other'
      metrics.request(request.method, name, response.statusCode, (performance.now() - startedAt) / 1000)
    })
    next()
  })
  secure(app, { origins: parts.settings.publicOrigins, tileUrl: parts.profile.settings.basemap.url })
  app.use(compression())
  mount(
    app,
    withDescription(
      routesOf({ ...parts, metrics, ...ingestsOf(parts.settings) }),
      parts.profile.settings.name.en,
    ),
    parts,
  )
  serveWeb(app, parts.settings.webDir)
  app.use(answerUnknown)
  app.use(answerFaults(parts.log))

  return { http, metrics, close: () => closeWithin(http, live.close()) }
}

/** Connections that neither ask nor end, and answers that nobody takes, are cut after a moment. */
async function closeWithin(http: Server, closed: Promise<void>): Promise<void> {
  const cut = setTimeout(() => http.closeAllConnections(), answerRestMs)
  await closed
  clearTimeout(cut)
}

function ingestsOf({ dataDir, ingestUrl, ingestPeers }: RouteParts['settings']) {
  const self = () => ({ name: instanceName(dataDir) ?? null, url: ingestUrl })
  return { peers: new Peers(ingestPeers), self }
}

function routesOf(given: RouteParts): Route[] {
  const few = new FewAtOnce(heavyReads.atOnce, heavyReads.waiting)
  const parts = { ...given, series: withFewHeavyReads(given.series, heavyReads.spanMs, few) }
  const gauges = [...given.profile.stations.values()].filter(({ domain }) => domain === 'rain')
  const board = new RainBoard({ series: parts.series, state: parts.state, gauges })
  return [
    ...cityRoutes(parts),
    ...stationRoutes(parts),
    ...seriesRoutes(parts),
    ...qualityRoutes(parts),
    ...aqiRoutes(parts),
    ...chartRoutes(given),
    ...wqiRoutes(parts),
    ...indexListRoutes(given),
    ...lakeRoutes(parts),
    ...rainRoutes({ ...parts, board }),
    ...floodRoutes({ ...parts, board }),
    ...disasterRoutes(parts),
    ...cameraRoutes(parts),
    ...dossierRoutes(parts),
    ...deadLetterRoutes(parts),
    ...recordRoutes(parts),
    ...mappingRoutes(parts),
    ...revisionRoutes(parts),
    ...producerRoutes(parts),
    ...serviceRoutes(parts),
  ]
}

/** The routes and the one that describes them, itself included. */
function withDescription(routes: readonly Route[], city: string): Route[] {
  const description: Route = route({
    path: '/api/v1/openapi.json',
    tag: 'service',
    summary: 'This description',
    answers: [{ status: 200, type: 'application/json', description: 'OpenAPI 3.1' }],
    cache: cacheFor(300),
    keepMs: 3_600_000,
    handle: () => ({ kind: 'json', body: openApiOf(all, city) }),
  })
  const all: Route[] = [...routes, description]
  return all
}
