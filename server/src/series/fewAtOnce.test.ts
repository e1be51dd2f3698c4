import { expect, it } from 'vitest'
import { Problem } from '../http/problem.ts'
import { FewAtOnce, withFewHeavyReads } from './fewAtOnce.ts'

/** Work that ends when told to. */
function works() {
  const ends: (() => void)[] = []
  let most = 0
  let running = 0
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise<void>((resolve) => ends.push(resolve))
    running--
  }
  return { work, ends, most: () => most }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('runs two at once, keeps eight waiting and sends the eleventh away with a time to come back', async () => {
  const few = new FewAtOnce(2, 8)
  const { work, ends, most } = works()
  const taken = Array.from({ length: 10 }, () => few.run(work))
  const refused = await few.run(work).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Problem)
  expect(refused).toMatchObject({ status: 503, kind: 'busy', headers: { 'Retry-After': '5' } })
  for (let ended = 0; ended < 10; ended++) {
    ends[ended]!()
    await turn()
  }
  await Promise.all(taken)
  expect(most()).toBe(2)
})

it('gives a place free again when the work fails', async () => {
  const few = new FewAtOnce(1, 0)
  await expect(few.run(() => Promise.reject(new Error('away')))).rejects.toThrow('away')
  await expect(few.run(() => Promise.resolve(7))).resolves.toBe(7)
})

it('lets short reads pass long ones', async () => {
  const { work, ends } = works()
  const read = async ({ to }: { to: number }) => {
    if (to > 10) await work()
    return []
  }
  const reader = withFewHeavyReads({ readRows: read, readWindows: read }, 10, new FewAtOnce(1, 1))
  const base = { measurement: 'air', fields: ['pm25'], from: 0 }
  const long = [reader.readRows({ ...base, to: 11 }), reader.readWindows({ ...base, to: 11, everyMs: 1 })]
  expect(await reader.readRows({ ...base, to: 10 })).toEqual([])
  await expect(reader.readRows({ ...base, to: 11 })).rejects.toThrow('too many long series')
  ends[0]!()
  await turn()
  ends[1]!()
  await Promise.all(long)
})
