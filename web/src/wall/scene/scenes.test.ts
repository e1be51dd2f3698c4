import { expect, test } from 'vitest'
import type { Fact, FactGroup } from '../fact.ts'
import { stageSize } from '../stage/wallSettings.ts'
import { factsPerPage, farScenes } from './farScenes.ts'
import { elapsedInScene, placeAt, scenesToShow } from './rotation.ts'

const scenes = ['overview', 'air', 'rain', 'lake', 'dossiers'].map((group) => ({ group }))
const groups = (list: readonly { group: string }[]) => list.map(({ group }) => group)

test('scenes follow each other every 20 seconds and come round', () => {
  expect([0, 19_999, 20_000, 99_999, 100_000].map((at) => placeAt(at, 5))).toEqual([0, 0, 1, 4, 0])
  expect(placeAt(1e12, 1)).toBe(0)
  expect(elapsedInScene(45_500)).toBe(5500)
})

test('a scene that is asked for stays, also in a storm', () => {
  expect(groups(scenesToShow(scenes, 'lake', ['rain']))).toEqual(['lake'])
})

test('a storm keeps its scenes, a scene that does not exist keeps nothing', () => {
  expect(groups(scenesToShow(scenes, null, ['rain']))).toEqual(['rain'])
  expect(groups(scenesToShow(scenes, 'nonsense', []))).toEqual(groups(scenes))
})

const fact = (id: string, group: FactGroup): Fact => ({
  id,
  group,
  label: '',
  value: '1',
  unit: '',
  note: '',
  brief: '',
  quality: 'current',
  at: null,
  tone: null,
})

test('from far away facts fill pages, the verdict alone comes first, groups do not mix', () => {
  const facts = [
    fact('a1', 'air'),
    fact('a2', 'air'),
    fact('a3', 'air'),
    fact('r1', 'rain'),
    fact('f1', 'flood'),
  ]
  const pages = farScenes(facts, 2).map(({ group, facts: shown }) => [group, ...shown.map(({ id }) => id)])
  expect(pages).toEqual([['overview'], ['air', 'a1', 'a2'], ['air', 'a3'], ['rain', 'r1', 'f1']])
})

test('fewer facts to a page the farther the wall is read', () => {
  const viewport = { width: 1920, height: 1080 }
  const at = (distanceM: number) => factsPerPage(stageSize({ distanceM, panelWidthMm: 1210 }, viewport))
  expect(at(8)).toBe(2)
  expect(at(5)).toBeGreaterThan(at(8))
  expect(at(30)).toBe(1)
})
