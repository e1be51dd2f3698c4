import { afterAll, beforeAll, expect, test } from 'vitest'
import { stationQuality } from '@city/domain/api/quality.ts'
import { rainTotals } from '@city/domain/api/rain.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { replaceBlockedGauges } from '@city/store/state/blockedGauges.ts'
import { startAt, startServer, type RunningServer } from './startServer.ts'

/* A gauge that is taken for blocked (environment.md 7.3), as the API tells it. */

/** Midnight of Hanoi before the start of the server, 22 November 2026. */
const today = Date.parse('2026-11-21T17:00:00Z')
let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  const zeros = Array.from({ length: 289 }, (_, at) => startAt - at * 600_000).map((time) => {
    const [suspect, flat] = [3, 3 * 16 ** 4]
    const fields = { rain_10m: 0, q_rain_10m: suspect, t_rain_10m: flat }
    return { measurement: 'rain', tags: { station: 'RG-01' }, time, fields }
  })
  await server.series.write(zeros)
  const neighbours = [
    { station: 'RG-02', mm: 61.4 },
    { station: 'RG-05', mm: 55 },
  ]
  const holds = { drySince: today - 33 * dayMs, from: today - 31 * dayMs, to: today + dayMs, neighbours }
  const ended = { drySince: today - 90 * dayMs, from: today - 89 * dayMs, to: today - 50 * dayMs, neighbours }
  replaceBlockedGauges(server.state, 'RG-01', { from: 0, to: startAt }, [ended, holds])
})
afterAll(() => server.stop())

test('its rain is unknown and not 0 mm, and the total says why', async () => {
  const answer = await server.get('/api/v1/rain/totals?window=24h')
  const { items } = rainTotals.parse(await answer.json())
  const item = items.find(({ station }) => station === 'RG-01')!
  expect(item).toMatchObject({ total_mm: null, suspect_mm: 0, intensity_class: null })
  expect(item.blocked).toEqual({
    since: '2026-10-21T17:00:00.000Z',
    text: {
      vi: 'Nghi trạm bị tắc: báo 0 mm từ 20/10/2026, trong khi xung quanh có mưa từ 22/10/2026, nhiều nhất 61 mm tại Hà Đông',
      en: 'The gauge may be blocked: 0 mm since 20/10/2026 though it rained around it from 22/10/2026 on, most at Ha Dong, 61 mm',
    },
  })
  expect(items.filter(({ blocked }) => blocked !== null)).toHaveLength(1)
})

test('the quality of a span tells its spells with what the gauges around measured', async () => {
  const read = async (query: string) =>
    stationQuality.parse(await (await server.get(`/api/v1/stations/RG-01/quality${query}`)).json())
  const { blocked, parameters } = await read('')
  expect(blocked).toHaveLength(1)
  expect(blocked[0]).toMatchObject({ dry_since: '2026-10-19T17:00:00.000Z', until: null })
  expect(blocked[0]!.neighbours).toEqual([
    { station: 'RG-02', name: { vi: 'Hà Đông', en: 'Ha Dong' }, distance_km: 7.1, mm: 61.4 },
    { station: 'RG-05', name: expect.anything(), distance_km: expect.any(Number), mm: 55 },
  ])
  expect(blocked[0]!.condition.en).toContain('0 mm for 30 days of months 5–9')
  expect(parameters.find(({ id }) => id === 'rain_10m')!.reasons).toEqual({ flat: 144 })
  const past = await read('?from=2026-09-20T00:00:00Z&to=2026-10-10T00:00:00Z')
  expect(past.blocked).toMatchObject([{ until: '2026-10-02T17:00:00.000Z' }])
  expect((await read('?from=2026-10-05T00:00:00Z&to=2026-10-10T00:00:00Z')).blocked).toEqual([])
})
