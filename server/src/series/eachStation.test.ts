import { expect, test } from 'vitest'
import { eachStation } from './eachStation.ts'

test('results stand in the order of the stations, whichever is ready first', async () => {
  const stations = [3, 0, 5, 1, 4, 2]
  const work = async (turns: number) => {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    return turns * 10
  }
  expect(await eachStation(stations, work)).toEqual([30, 0, 50, 10, 40, 20])
  expect(await eachStation([], work)).toEqual([])
})

test('after a fault no other station is begun', async () => {
  const begun: number[] = []
  const work = async (station: number) => {
    begun.push(station)
    if (station === 1) throw new Error('away')
  }
  await expect(eachStation([0, 1, 2, 3, 4, 5, 6, 7, 8], work)).rejects.toThrow('away')
  expect(begun).toEqual([0, 1, 2, 3])
})
