import mqtt, { type MqttClient } from 'mqtt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
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
