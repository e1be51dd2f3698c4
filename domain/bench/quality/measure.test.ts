import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { measureBlocked } from './blocked.ts'
import { measureQuality } from './measure.ts'

const withoutPadding = (text: string): string => text.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---')

test('the tables of docs/quality.md are those that seed 1 gives', { timeout: 120_000 }, async () => {
  const page = await readFile(new URL('../../../docs/quality.md', import.meta.url), 'utf8')
  expect(withoutPadding(page)).toContain(withoutPadding(measureQuality(1)))
  expect(withoutPadding(page)).toContain(withoutPadding(measureBlocked(1)))
})
