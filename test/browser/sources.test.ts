import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { journalWriter } from '@city/store/state/journal.ts'
import { ledgerWriter, type LedgerRow } from '@city/store/state/ledger.ts'
import { openState } from '@city/store/state/openState.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { chromiumService, startChromium } from '../services/chromium.ts'
import { producerKey, startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { describeWith } from '../services/requireServices.ts'
import { startServerProgram, type RunningServer } from '../services/server.ts'
import { openWatchedPage } from './watchedPage.ts'

/* The sources page in a real browser: what waits and what is off is seen, and a letter can be mended from there. */

describeWith(chromiumService)('the sources page of the desk', () => {
  let ingest: RunningIngest
  let server: RunningServer
  let browser: Browser
  let state: StateDb
  let page: Page
  let close: () => Promise<void>

  beforeAll(async () => {
    ingest = await startIngestProgram()
    server = await startServerProgram(ingest)
    browser = await startChromium()
    state = openState(join(ingest.dataDir, 'state.sqlite'))
  })
  afterAll(async () => {
    state.close()
    await browser.close()
    await server.stop()
    await ingest.stop()
  })
  beforeEach(async () => {
    ;({ page, close } = await openWatchedPage(browser))
  })
  afterEach(() => close())

  const hour = hourStart(Date.now())
  const book = (counts: Partial<LedgerRow>) =>
    ledgerWriter(state)({
      ...{ source: 'mqtt', station: 'AQ-07', hour, received: 0, stored: 0, duplicate: 0, rejected: 0 },
      ...{ waiting: 0, ...counts },
    })

  const post = (body: object) =>
    fetch(`${server.url}/api/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': producerKey },
      body: JSON.stringify(body),
    })

  test('a letter of an unknown station is mapped, replayed and gone, and its reading is stored', async () => {
    await post({ station: 'OLD-05', ts: Date.now(), values: { pm25: 77.3 } })
    await page.goto(`${server.url}/desk/sources`)
    await page.getByText('Cân bằng:').waitFor()
    await page.getByLabel('Khóa nhà cung cấp').fill(producerKey)
    await page.getByRole('button', { name: 'Dùng khóa' }).click()
    await page.getByRole('button', { name: 'Sửa ánh xạ' }).click()
    await page.getByPlaceholder('Tên hoặc mã trạm').fill('aq 05')
    await page.locator('.src-fix').getByRole('button', { name: 'AQ-05' }).click()
    await page.getByRole('button', { name: 'Lưu: “OLD-05” là AQ-05' }).click()
    await page.getByRole('button', { name: 'Phát lại tất cả bản tin cùng loại' }).click()
    await page.getByText('Đã phát lại 1 bản tin: nhận 1, lưu 1, trùng 0, từ chối 0; còn 0 bản tin.').waitFor()
    await page.getByText('Không có gì bị từ chối').waitFor()
    expect(page.url()).not.toContain(producerKey)
    const station = (await (await fetch(`${server.url}/api/v1/stations/AQ-05`)).json()) as {
      latest: { values: Record<string, number> } | null
    }
    expect(station.latest?.values).toEqual({ pm25: 77.3 })
  })

  test('what waits is said and counted, and the ledger still balances', async () => {
    // A journal row of the test's own: an ingest that is at work would land it while the page is looked at.
    await ingest.kill()
    book({ received: 40_000, waiting: 40_000 })
    const rows = journalWriter(state)
    const id = rows.append({
      ...{ at: Date.now(), kind: 'lines', source: 'mqtt', hour, readings: 40_000, stations: '[]', body: '' },
    })
    await page.goto(`${server.url}/desk/sources`)
    await page.getByText('40.000 số liệu đang chờ trong nhật ký, không mất').waitFor()
    await page.locator('td.is-waiting', { hasText: '40.000' }).first().waitFor()
    expect(await page.getByText('SỔ KHÔNG CÂN BẰNG').count()).toBe(0)
    rows.remove(id)
    book({ stored: 40_000, waiting: -40_000 })
    await ingest.restart()
  })

  test('an imbalance is on every page of the desk, with source, station, hour and number', async () => {
    book({ received: 60, stored: 57 })
    await page.goto(`${server.url}/desk/stations`)
    await page.getByRole('link', { name: /Nguồn dữ liệu LỆCH 3/ }).click()
    const alarm = page.getByRole('alert').filter({ hasText: 'SỔ KHÔNG CÂN BẰNG: lệch 3 số liệu' })
    await alarm.getByText(/MQTT · AQ-07 Thành Công · \d\d:00–\d\d:00: nhận .*, thiếu 3/).waitFor()
  })
})
