import mqtt, { type MqttClient } from 'mqtt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../services/eventually.ts'
import { chromiumService, startChromium } from '../services/chromium.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { describeWith } from '../services/requireServices.ts'
import { startServerProgram, type RunningServer } from '../services/server.ts'
import { openWatchedPage } from './watchedPage.ts'

/* The three front doors in a real browser, on the real program: what a station publishes over MQTT stands on the page. */

describeWith(chromiumService)('the front doors', () => {
  let ingest: RunningIngest
  let server: RunningServer
  let browser: Browser
  let station: MqttClient
  let page: Page
  let close: () => Promise<void>

  beforeAll(async () => {
    ingest = await startIngestProgram()
    server = await startServerProgram(ingest)
    browser = await startChromium()
    station = await mqtt.connectAsync(ingest.mqttUrl)
  })
  afterAll(async () => {
    await station.endAsync(true)
    await browser.close()
    await server.stop()
    await ingest.stop()
  })
  beforeEach(async () => {
    ;({ page, close } = await openWatchedPage(browser))
  })
  afterEach(() => close())

  const publish = (domain: string, id: string, values: Record<string, number>, time = Date.now()) =>
    station.publishAsync(`hanoi/v1/${domain}/${id}/data`, JSON.stringify({ ts: time, values }), { qos: 1 })

  test('desk: a reading published over MQTT appears, and the next one replaces it without a reload', async () => {
    await publish('air', 'AQ-05', { pm25: 43.7 })
    await page.goto(`${server.url}/desk/stations/AQ-05`)
    await page.getByText('43,7').first().waitFor()
    await publish('air', 'AQ-05', { pm25: 87.9 })
    await page.getByText('87,9').first().waitFor()
  })

  test('desk: English changes words and number formats', async () => {
    await publish('air', 'AQ-06', { pm25: 51.3 })
    await page.goto(`${server.url}/desk/stations/AQ-06?lang=en`)
    await page.getByText('51.3').first().waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  test('wall: a flooded point stands on the wall with its depth', async () => {
    await publish('flood', 'FP-001', { depth_cm: 62 })
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.goto(`${server.url}/wall`)
    await page.getByText('Phan Bội Châu').first().waitFor()
    await page.getByText(/62/).first().waitFor()
  })

  test('public map on a phone: the flooded point is said before the map', async () => {
    await publish('flood', 'FP-001', { depth_cm: 62 })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(server.url)
    await page.getByText('Phan Bội Châu').first().waitFor()
  })

  test('embed and table on a phone: what is measured and what may flood stand apart', async () => {
    const tenMinutes = 600_000
    const now = Math.floor(Date.now() / tenMinutes) * tenMinutes
    // 12 × 6 mm = 72 mm in two hours: "widespread" from 70 mm on. FP-002 stands beside this gauge.
    const rain = Array.from({ length: 13 }, (_, at) => ({
      ts: now - at * tenMinutes,
      values: { rain_10m: 6 },
    }))
    await station.publishAsync('hanoi/v1/rain/RG-14/data', JSON.stringify(rain), { qos: 1 })
    await publish('flood', 'FP-001', { depth_cm: 62 })
    await publish('flood', 'FP-002', { depth_cm: 0 })
    await eventually(async () => {
      const { items } = (await (await fetch(`${server.url}/api/v1/flood`)).json()) as {
        items: { station: string; risk: { level: string } }[]
      }
      return items.find((one) => one.station === 'FP-002')?.risk.level === 'widespread'
    })
    const widthOfPage = () => page.evaluate(() => document.documentElement.scrollWidth)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${server.url}/embed?layer=flood`)
    await page.locator('.embed__measured', { hasText: /1 điểm đang ngập, sâu nhất 62/ }).waitFor()
    const risk = page.locator('.embed__risk', { hasText: 'Có thể ngập' })
    await risk.getByText('Ngập diện rộng').waitFor()
    await risk.getByText(/Mưa 72.mm trong 2 giờ tại Ba Đình/).waitFor()
    await page.locator('[aria-label*="Nguy cơ ngập: Ngập diện rộng"]').first().waitFor()
    expect(await widthOfPage()).toBe(390)

    await page.goto(`${server.url}/?view=table&layer=flood`)
    const measured = page.locator('.ptable tr', { hasText: 'Nguyễn Khuyến' })
    await measured.getByText('Không ngập').waitFor()
    const mayFlood = page.locator('.ptable tr:has-text("Nguyễn Khuyến") + .ptable__risk')
    expect(await mayFlood.innerText()).toMatch(
      /Có thể ngập:\s+Ngập diện rộng\s+Mưa 72.mm trong 2 giờ tại Ba Đình/,
    )
    expect(await widthOfPage()).toBe(390)
  })

  test('no door says that real data are simulated', async () => {
    for (const path of ['/', '/desk', '/wall']) {
      await page.goto(server.url + path)
      await page.locator('main, [role=main]').first().waitFor()
      expect(await page.getByText('DỮ LIỆU MÔ PHỎNG').count()).toBe(0)
    }
  })

  test('a mistyped address is a page that says so to a person, and a problem to a program', async () => {
    const forPerson = await fetch(`${server.url}/nix`, { headers: { accept: 'text/html' } })
    expect([forPerson.status, forPerson.headers.get('content-type')]).toEqual([
      404,
      'text/html; charset=utf-8',
    ])
    const forProgram = await fetch(`${server.url}/nix`)
    expect([forProgram.status, forProgram.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ])
  })

  test('the map works with no network but this server', async () => {
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && /^(https?|wss?):/.test(request.url()))
        foreign.push(request.url())
    })
    await page.goto(server.url)
    await page.locator('.leaflet-container').waitFor()
    await page.waitForLoadState('networkidle')
    expect(foreign.filter((url) => !url.startsWith(server.url.replace('http', 'ws')))).toEqual([])
  })
})
