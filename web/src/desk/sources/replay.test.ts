import { expect, test } from 'vitest'
import { replayMany } from './replay.ts'

const part = (letters: number, next: string | null, more: object = {}) => ({
  ...{ letters, received: letters, stored: letters, duplicate: 0, rejected: 0, not_replayable: 0 },
  ...{ remaining: 0, next, ...more },
})

test('goes on where the server left off and adds up', async () => {
  const answers = [
    part(100, '7-a', { remaining: 30 }),
    part(30, null, { rejected: 2, stored: 28, waiting: 0 }),
  ]
  const asked: object[] = []
  const outcome = await replayMany('k', { reason: 'unknown_station', station: 'HN-7' }, async (_, body) => {
    asked.push(body)
    return answers[asked.length - 1] ?? part(0, null)
  })
  expect(asked).toEqual([
    { reason: 'unknown_station', station: 'HN-7' },
    { reason: 'unknown_station', station: 'HN-7', next: '7-a' },
  ])
  expect(outcome).toMatchObject({ letters: 130, received: 130, stored: 128, rejected: 2, remaining: 0 })
})
