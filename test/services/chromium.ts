import { chromium, type Browser } from 'playwright-core'
import { isExecutable } from './process.ts'
import type { Service } from './requireServices.ts'

const command = '/usr/bin/chromium'

export const chromiumService: Service = { package: 'chromium', isInstalled: () => isExecutable(command) }

/** Debian's Chromium, headless, that asks nothing of any network but the pages it is sent to. */
export function startChromium(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  return chromium.launch({ executablePath: command, args: ['--headless=new', ...args] })
}
