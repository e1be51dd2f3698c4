import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const grafana = join(import.meta.dirname, '../../grafana')

const datasource = z.object({ type: z.literal('influxdb'), uid: z.string() })
const target = z.object({ refId: z.string(), query: z.string(), datasource })
const panel = z.object({
  id: z.number().int(),
  type: z.string(),
  title: z.string().min(1),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(target).default([]),
})
const dashboard = z.object({ uid: z.string(), title: z.string(), panels: z.array(panel) })

export type Dashboard = z.infer<typeof dashboard>

/** The dashboards as Grafana will read them. */
export const dashboards: readonly Dashboard[] = readdirSync(join(grafana, 'dashboards')).map((file) =>
  dashboard.parse(JSON.parse(readFileSync(join(grafana, 'dashboards', file), 'utf8'))),
)

export interface PanelQuery {
  dashboard: string
  panel: string
  query: string
}

/** Every query of every panel. */
export const panelQueries: readonly PanelQuery[] = dashboards.flatMap(({ uid, panels }) =>
  panels.flatMap(({ title, targets }) =>
    targets.map(({ refId, query }) => ({ dashboard: uid, panel: `${title} (${refId})`, query })),
  ),
)

/** The query as Grafana sends it for a time range (ms since 1970 UTC) drawn in five-minute steps. */
export function filledIn(query: string, from: number, to: number): string {
  const filled = query
    .replaceAll('$timeFilter', `time >= ${from}ms and time <= ${to}ms`)
    .replaceAll('$__interval', '5m')
  if (/\$\w/.test(filled)) throw new Error(`a variable that Grafana would have to fill in is left: ${filled}`)
  return filled
}
