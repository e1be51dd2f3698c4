import type { Browser, Page } from 'playwright-core'

/** A page of its own at the size of a desk, in Vietnamese, that is watched for faults.
 *  @returns the page; `close` rejects with all that it reported */
export async function openWatchedPage(browser: Browser): Promise<{ page: Page; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  return {
    page,
    async close() {
      await context.close()
      if (faults.length > 0) throw new Error(`the page reported faults:\n${faults.join('\n')}`)
    },
  }
}
