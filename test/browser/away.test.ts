import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumService, startChromium } from '../services/chromium.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { describeWith } from '../services/requireServices.ts'
import { startServerProgram, type RunningServer } from '../services/server.ts'
import { openWatchedPage } from './watchedPage.ts'

/* The desk where nothing was received yet, and while the server does not answer: unknown is not "none" and not "well". */

describeWith(chromiumService)('the desk without data or without the server', () => {
  let ingest: RunningIngest
  let server: RunningServer
  let browser: Browser

  beforeAll(async () => {
    ingest = await startIngestProgram()
    server = await startServerProgram(ingest)
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await ingest.stop()
  })

  test('a city without a reading has unknown signs, events and counts, not none', async () => {
    const { page, close } = await openWatchedPage(browser)
    await page.goto(`${server.url}/desk/lake`)
    await page.getByText('Chưa rõ: không có điểm nào có số liệu mới để theo dõi.').waitFor()
    await page.goto(`${server.url}/desk/rain?tab=events`)
    await page.getByText('Chưa rõ: không có số liệu mưa trong 2 ngày qua').waitFor()
    const reached = page.locator('.rn-over dd', { hasText: 'từ 50 mm' })
    expect(await reached.locator('b').innerText()).toBe('–')
    await page.goto(`${server.url}/desk/stations/RG-14`)
    await page.getByText('Chưa rõ: không có số liệu mưa trong 30 ngày qua').waitFor()
    await close()
  })

  test('while the server does not answer its parts are unknown; with its next answer they are well again', async () => {
    // Not watched for faults: the browser reports every request that is refused.
    const page = await browser.newPage({ locale: 'vi-VN' })
    await page.clock.install()
    await page.goto(`${server.url}/desk/sources`)
    await page.getByText('Mọi phần đều hoạt động').waitFor()
    await page.route('**/readyz', (route) => route.abort())
    await page.clock.fastForward(20_000)
    await page.getByText('Chưa rõ: máy chủ không trả lời').waitFor()
    await page.getByText(/Chưa cập nhật được; đang hiện số liệu lúc \d\d:\d\d/).waitFor()
    expect(await page.getByText('Mọi phần đều hoạt động').count()).toBe(0)
    await page.unroute('**/readyz')
    await page.clock.fastForward(40_000)
    await page.getByText('Mọi phần đều hoạt động').waitFor()
    await page.close()
  })

  test.each(['/desk/air', '/wall'])(
    'while nothing can be taken in %s says since when, until it can',
    async (path) => {
      await ingest.kill()
      const page = await browser.newPage({ locale: 'vi-VN' })
      await page.goto(`${server.url}${path}`)
      await page.getByText(/Không nhận được số liệu từ \d\d:\d\d/).waitFor()
      await ingest.restart()
      await page.getByText('Trực tiếp').waitFor()
      await page.close()
    },
  )
})
