import { expect, test } from 'vitest'
import { parseTopic, topics } from './topics.ts'

test('a station topic names domain and station', () => {
  expect(parseTopic('hanoi', 'hanoi/v1/air/AQ-01/data')).toEqual({
    kind: 'reading',
    domain: 'air',
    station: 'AQ-01',
  })
  expect(parseTopic('hanoi', topics.dossiers('hanoi', '00004'))).toEqual({ kind: 'dossier', unit: '00004' })
})

test.each([
  'hanoi/v1/air/AQ-01',
  'hue/v1/air/AQ-01/data',
  'hanoi/v2/air/AQ-01/data',
  'hanoi/v1/soil/X/data',
  'hanoi/v1/air//data',
  'hanoi/v1/air/A/B/data',
  'hanoi/v1/live/readings',
])('%s is none of ours', (topic) => {
  expect(parseTopic('hanoi', topic)).toBeUndefined()
})
