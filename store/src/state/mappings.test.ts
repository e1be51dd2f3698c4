import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readMappings, removeMapping, saveMapping, type DeskMapping } from './mappings.ts'
import { openState } from './openState.ts'

const folder = mkdtempSync(join(tmpdir(), 'mappings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('mappings survive and are taken away one by one', () => {
  const path = join(folder, 'state.sqlite')
  const made = { createdAt: 5, createdBy: 'http:1' }
  const anywhere: DeskMapping = { kind: 'parameter', from: 'bụi', to: 'pm25', domain: null, ...made }
  const inAir: DeskMapping = { kind: 'station', from: '<S1>', to: 'AQ-01', domain: 'air', ...made }
  const inRain: DeskMapping = { ...inAir, to: 'RG-01', domain: 'rain' }
  const first = openState(path)
  for (const one of [inRain, anywhere, inAir]) saveMapping(first, one)
  first.close()
  const db = openState(path)
  expect(readMappings(db)).toEqual([anywhere, inAir, inRain])
  expect([removeMapping(db, inAir), removeMapping(db, inAir)]).toEqual([true, false])
  expect(readMappings(db)).toEqual([anywhere, inRain])
  db.close()
})
