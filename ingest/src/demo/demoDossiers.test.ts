import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyMessage, emptyRecord, type DossierRecord } from '@city/domain/dossier/applyMessage.ts'
import { decodeMessage } from '@city/domain/dossier/decodeMessage.ts'
import { dossierOf } from '@city/domain/dossier/dossier.ts'
import { wholeDays } from '@city/domain/dossier/period.ts'
import { countPeriod, figuresOf, isBalanced } from '@city/domain/dossier/summary.ts'
import { createUnitMatcher } from '@city/domain/dossier/unitNames.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { createDossierSimulator } from './demoDossiers.ts'
import type { DossierMessage } from './demoDossiersMember.ts'

const profile = await readProfile(join(import.meta.dirname, '../../../domain/hanoi'))
const { calendar } = profile.settings
/** A Wednesday. */
const now = Date.parse('2026-11-18T10:00:00+07:00')

function simulatorAt(time: number, perDay?: number) {
  const base = { units: profile.units, random: () => 0.5, now: time, calendar }
  return createDossierSimulator(perDay === undefined ? base : { ...base, perDay })
}

function take(records: Map<string, DossierRecord>, messages: readonly DossierMessage[], at: number): void {
  for (const message of messages) {
    const { accepted, rejected } = decodeMessage(message, at)
    expect(rejected).toEqual([])
    for (const { change } of accepted) {
      const code = change.kind === 'step' ? change.step.code : change.snapshot.code
      records.set(code, applyMessage(records.get(code) ?? emptyRecord, change, at))
    }
  }
}

function dossiersOf(records: Map<string, DossierRecord>) {
  return [...records.values()].map(({ snapshot, observedAt, steps }) =>
    dossierOf(snapshot!, observedAt, steps, null),
  )
}

test('the back-log is some thousand dossiers in messages of at most 200, all of them acceptable', () => {
  const messages = simulatorAt(now).backlog()
  expect(messages.every((message) => message.data.length > 0 && message.data.length <= 200)).toBe(true)
  const records = new Map<string, DossierRecord>()
  take(records, messages, now)
  expect(records.size).toBeGreaterThan(4000)
  expect(records.size).toBeLessThan(12_000)
})

test('the back-log looks like a city: online three in four, nearly all on time, some overdue, some paused', () => {
  const records = new Map<string, DossierRecord>()
  take(records, simulatorAt(now).backlog(), now)
  const counts = countPeriod(dossiersOf(records), wholeDays(now - 28 * dayMs, now), now)
  const value = (code: string) => figuresOf(counts).find((one) => one.code === code)!.value!
  expect(isBalanced(counts)).toBe(true)
  expect(value('K02')).toBeGreaterThan(0.7)
  expect(value('K02')).toBeLessThan(0.83)
  expect(value('K04')).toBeGreaterThan(0.96)
  expect(value('K04')).toBeLessThan(1)
  expect(counts.in_progress.overdue).toBeGreaterThan(0)
  expect(counts.paused.in_time).toBeGreaterThan(0)
  expect(counts.carried).toBeGreaterThan(0)
})

test('living through a day ends where a back-log of that moment begins', () => {
  const later = now + 30 * 3_600_000
  const lived = new Map<string, DossierRecord>()
  const simulator = simulatorAt(now, 40)
  take(lived, simulator.backlog(), now)
  for (let at = now; at <= later; at += 900_000) take(lived, simulator.next(at), at)
  const fresh = new Map<string, DossierRecord>()
  take(fresh, simulatorAt(later, 40).backlog(), later)
  const period = wholeDays(now - 20 * dayMs, later)
  expect(countPeriod(dossiersOf(lived), period, later)).toEqual(countPeriod(dossiersOf(fresh), period, later))
  expect(lived.size).toBeGreaterThan(0)
})

test('the trickle of a working hour is new dossiers, updates and steps', () => {
  const simulator = simulatorAt(now)
  const messages = simulator.next(now + 3_600_000)
  expect(messages.map(({ service, isUpdating }) => `${service} ${isUpdating ?? ''}`.trim())).toEqual([
    'DongBoHoSoMC False',
    'DongBoHoSoMC True',
    'CapNhatTienDoHoSoMC',
  ])
  expect(simulator.next(now + 3_600_000)).toEqual([])
})

test('communes are named so that they are found, agencies are not communes', () => {
  const unitOf = createUnitMatcher(profile.units.values())
  const names = simulatorAt(now)
    .backlog()
    .flatMap(({ data }) => data.flatMap((member) => member.DonViXuLy ?? []))
  const units = new Set(names.map((name) => unitOf(String(name))))
  expect(units.size).toBe(127)
  expect(units.has(null)).toBe(true)
})
