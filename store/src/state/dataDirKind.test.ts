import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimDataDir } from './dataDirKind.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kind-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a folder that was simulated stays simulated, and the real city refuses it', () => {
  claimDataDir(folder, true)
  claimDataDir(folder, true)
  expect(() => claimDataDir(folder, false)).toThrow(/holds simulated data and DEMO is off/)
})

test('the simulated city refuses a folder of real data', () => {
  claimDataDir(folder, false)
  expect(() => claimDataDir(folder, true)).toThrow(/holds real data and DEMO is on/)
  claimDataDir(folder, false)
})
