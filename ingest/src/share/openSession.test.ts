import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSession } from './openSession.ts'

let dataDir: string
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'session-'))))
afterEach(() => rmSync(dataDir, { recursive: true }))

const alone = { role: 'all', group: undefined } as const
const shared = { role: 'all', group: 'landing' } as const
const landing = { role: 'landing', group: 'landing' } as const

test('an ingest that was alone takes back its subscription to everything when it joins a group', () => {
  writeFileSync(join(dataDir, 'instance'), 'a1')
  const session = openSession(dataDir, 'hanoi', shared)
  expect(session.clientId).toBe('ingest-hanoi-a1')
  expect(session.unwanted).toEqual(['hanoi/#'])
})

test('what a session may hold is remembered until it is known to be gone', () => {
  openSession(dataDir, 'hanoi', shared)
  const back = openSession(dataDir, 'hanoi', alone)
  expect(back.unwanted).toContain('$share/landing/hanoi/v1/air/+/data')
  expect(openSession(dataDir, 'hanoi', alone).unwanted).toEqual(back.unwanted)
  back.settled()
  expect(openSession(dataDir, 'hanoi', alone).unwanted).toEqual([])
})

test('one that lands leaves its share when it stops, the one that does everything never does', () => {
  expect(openSession(dataDir, 'hanoi', landing).leaving).toEqual(
    ['air', 'rain', 'water', 'flood'].map((domain) => `$share/landing/hanoi/v1/${domain}/+/data`),
  )
  expect(openSession(dataDir, 'hanoi', shared).leaving).toEqual([])
})

test('a folder that holds everything of the city does not become one that only lands', () => {
  openSession(dataDir, 'hanoi', shared)
  expect(() => openSession(dataDir, 'hanoi', landing)).toThrow('set DATA_DIR to a folder of its own')
  expect(readFileSync(join(dataDir, 'instance'), 'utf8')).toMatch(/^[\da-f]{8}$/)
})
