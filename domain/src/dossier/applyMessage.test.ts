import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyMessage, emptyRecord, type DossierChange, type DossierRecord } from './applyMessage.ts'
import { dossierOf } from './dossier.ts'
import { lifeRank, type DossierStatus } from './status.ts'
import { snapshotWith } from './testMessages.ts'

const at = (text: string) => Date.parse(`${text}:00+07:00`)
const now = at('2025-08-01T00:00')
const code = 'H26.01-250701-0001'

function applied(changes: readonly DossierChange[], arrival = (_index: number) => now): DossierRecord {
  return changes.reduce((record, change, index) => applyMessage(record, change, arrival(index)), emptyRecord)
}

function dossierAfter(changes: readonly DossierChange[]) {
  const { snapshot, observedAt, steps } = applied(changes)
  return dossierOf(snapshot!, observedAt, steps, null)
}

const received = at('2025-07-01T08:00')
const inserted: DossierChange = {
  kind: 'dossier',
  snapshot: snapshotWith({ receivedAt: received, status: 2 }),
}
const step = (time: string, status: DossierStatus, actor = 'a'): DossierChange => ({
  kind: 'step',
  step: { code, at: at(time), status, actor },
})

test('the newest step by its own time gives the status, not the last to arrive', () => {
  const dossier = dossierAfter([inserted, step('2025-07-03T10:00', 9), step('2025-07-02T10:00', 4)])
  expect(dossier).toMatchObject({ status: 9, endedAt: at('2025-07-03T10:00'), endedAtKnown: true })
})

test('the end of processing is the time of status 9, not of the hand-over', () => {
  const dossier = dossierAfter([inserted, step('2025-07-03T10:00', 9), step('2025-07-05T10:00', 10)])
  expect(dossier).toMatchObject({ status: 10, endedAt: at('2025-07-03T10:00') })
})

test('a snapshot sent late does not bring an older state back', () => {
  const ended = snapshotWith({
    receivedAt: received,
    status: 10,
    endedAt: at('2025-07-03T10:00'),
    updating: true,
  })
  expect(dossierAfter([{ kind: 'dossier', snapshot: ended }, inserted]).status).toBe(10)
})

test('a correction wins by arrival, and the corrected message sent again does not undo it', () => {
  const wrong: DossierChange = {
    kind: 'dossier',
    snapshot: snapshotWith({ receivedAt: received, dueAt: at('2025-07-10T08:00') }),
  }
  const right: DossierChange = {
    kind: 'dossier',
    snapshot: snapshotWith({ receivedAt: received, dueAt: at('2025-07-12T08:00') }),
  }
  expect(dossierAfter([wrong, right, wrong]).dueAt).toBe(at('2025-07-12T08:00'))
})

test('steps of two officers at one time are two, of one officer one', () => {
  const changes = [
    step('2025-07-02T10:00', 4, 'a'),
    step('2025-07-02T10:00', 4, 'b'),
    step('2025-07-02T10:00', 4, 'a'),
  ]
  expect(applied(changes).steps).toHaveLength(2)
})

test('status 8 pauses without an end date and ends with one', () => {
  const stopped = snapshotWith({ receivedAt: received, status: 8 })
  expect(dossierAfter([{ kind: 'dossier', snapshot: stopped }])).toMatchObject({
    endedAt: null,
    pauses: [{ to: null }],
  })
  const ended = { ...stopped, endedAt: at('2025-07-09T10:00') }
  expect(dossierAfter([{ kind: 'dossier', snapshot: ended }])).toMatchObject({
    endedAt: at('2025-07-09T10:00'),
    pauses: [],
  })
})

test('an end without any time is dated by when it was heard of, and says so', () => {
  const silent = snapshotWith({ receivedAt: received, status: 10 })
  expect(dossierAfter([{ kind: 'dossier', snapshot: silent }])).toMatchObject({
    endedAt: now,
    endedAtKnown: false,
  })
})

test('a request told by the dossier and by a step seconds later is one request', () => {
  const round = { requestedAt: at('2025-07-02T10:00'), answeredAt: null, oldDueAt: null, newDueAt: null }
  const asked: DossierChange = {
    kind: 'dossier',
    snapshot: snapshotWith({ receivedAt: received, status: 5, rounds: [round] }),
  }
  const told: DossierChange = {
    kind: 'step',
    step: { code, at: round.requestedAt + 7000, status: 5, actor: 'a' },
  }
  expect(dossierAfter([asked, told]).supplementTimes).toEqual([round.requestedAt])
})

test('the due date that a supplement round replaced is replaced here too', () => {
  const dueAt = at('2025-07-10T08:00')
  const newDueAt = at('2025-07-15T08:00')
  const round = {
    requestedAt: at('2025-07-02T10:00'),
    answeredAt: at('2025-07-07T10:00'),
    oldDueAt: dueAt,
    newDueAt,
  }
  const snapshot = snapshotWith({ receivedAt: received, dueAt, rounds: [round] })
  expect(dossierAfter([{ kind: 'dossier', snapshot }]).dueAt).toBe(newDueAt)
})

const status = fc.constantFrom<DossierStatus>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
const time = fc.integer({ min: received, max: now })
const steps = fc.array(
  fc
    .record({ at: time, status, actor: fc.constantFrom('a', 'b') })
    .map((one): DossierChange => ({ kind: 'step', step: { code, ...one } })),
  { maxLength: 12 },
)
/** Snapshots of which no two are corrections of each other: those alone go by arrival. */
const snapshots = fc.uniqueArray(
  fc.record({ status, endedAt: fc.option(time), dueAt: fc.option(time), updating: fc.boolean() }),
  {
    selector: (one) => `${one.endedAt}|${one.updating}|${lifeRank(one.status)}`,
    minLength: 1,
    maxLength: 6,
  },
)
const changes = fc.tuple(steps, snapshots).map(([some, others]) => [
  ...some,
  ...others.map((one): DossierChange => ({
    kind: 'dossier',
    snapshot: snapshotWith({ receivedAt: received, ...one }),
  })),
])
const shuffled = changes.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
)

test('any order of arrival gives the same dossier', () => {
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(dossierAfter(other)).toEqual(dossierAfter(one))
    }),
    { numRuns: 500 },
  )
})

test('applying everything twice is applying it once', () => {
  fc.assert(
    fc.property(changes, (list) => {
      const once = applied(list)
      expect(list.reduce((record, change) => applyMessage(record, change, now + 1), once)).toBe(once)
    }),
  )
})
