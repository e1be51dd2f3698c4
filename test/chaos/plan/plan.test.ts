import { expect, test } from 'vitest'
import { createPlan, type PlanSettings } from './plan.ts'

const settings: PlanSettings = {
  seed: 7,
  readings: 20_000,
  stations: 20,
  epochs: 3,
  now: Date.parse('2026-11-22T07:00:00Z'),
  storeRefuses: true,
}
const all = (given: PlanSettings) => {
  const plan = createPlan(given)
  const messages = Array.from({ length: given.epochs }, (_, part) => plan.epoch(part)).flat()
  return { plan, messages }
}

test('the same seed sends the same messages in the same order, another seed others', () => {
  const { messages } = all(settings)
  expect(all(settings).messages).toEqual(messages)
  expect(all({ ...settings, seed: 8 }).messages).not.toEqual(messages)
})

test('about as many readings are sent as were asked for', () => {
  const { plan, messages } = all(settings)
  expect(messages.reduce((sum, { readings }) => sum + readings, 0)).toBe(plan.sent)
  expect(plan.sent / settings.readings).toBeGreaterThan(0.95)
  expect(plan.sent / settings.readings).toBeLessThan(1.15)
})

test('everything that must be stored is sent', () => {
  const { plan, messages } = all(settings)
  const sent = new Set<string>()
  for (const { topic, payload } of messages) {
    for (const { ts, values } of bodiesIn(payload.toString()))
      sent.add(`${topic.split('/')[3]} ${new Date(ts).getTime()} ${JSON.stringify(values)}`)
  }
  for (const { id } of plan.stations) {
    const bodies = plan
      .moments(id)
      .flatMap(({ time, history }) => history.map((values) => ({ time, values })))
    const isSent = ({ time, values }: (typeof bodies)[number]) =>
      sent.has(`${id} ${time} ${JSON.stringify(values)}`)
    // A message of which one value is poison holds more than what is stored of it.
    expect(bodies.filter((body) => !isSent(body)).length).toBeLessThanOrEqual(1)
    expect(bodies.length).toBe(plan.distinct.get(id))
  }
})

interface SentBody {
  ts: string | number
  values: unknown
}

/** The readings of a payload; none of one that is poison. */
function bodiesIn(payload: string): SentBody[] {
  try {
    const body = JSON.parse(payload) as SentBody | SentBody[]
    return Array.isArray(body) ? body : [body]
  } catch {
    return []
  }
}

test('a moment is corrected or repeated only after the part of the run that brought it', () => {
  const { plan } = all(settings)
  const moments = plan.stations.flatMap(({ id }) => plan.moments(id))
  const touched = moments.filter((one) => one.touched >= 0 && one.touched !== one.epoch)
  expect(touched.length).toBeGreaterThan(50)
  for (const { epoch, touched: last } of touched) expect(last).toBeGreaterThan(epoch)
})
