import { expect, it } from 'vitest'
import { Dependencies } from './dependencies.ts'

function declared() {
  const said: string[] = []
  const say = (_: object, text: string) => said.push(text)
  let now = 0
  const dependencies = new Dependencies(() => now, { info: say, warn: say, error: say })
  dependencies.declare('series', true)
  dependencies.declare('broker', false)
  return { dependencies, said, at: (time: number) => (now = time) }
}

it('is not ready until everything required was seen, and degraded without the rest', () => {
  const { dependencies } = declared()
  expect(dependencies.readiness().status).toBe('not_ready')
  dependencies.up('series')
  expect(dependencies.readiness().status).toBe('degraded')
  dependencies.up('broker')
  expect(dependencies.readiness().status).toBe('ready')
})

it('says a change once, keeps since when it holds and the present reason, and says when it is back', () => {
  const { dependencies, said, at } = declared()
  at(1000)
  dependencies.away('broker', new Error('refused'))
  at(2000)
  dependencies.away('broker', new Error('refused again'))
  const broker = dependencies.readiness().dependencies.find(({ name }) => name === 'broker')
  expect(broker).toMatchObject({ state: 'away', since: '1970-01-01T00:00:01.000Z', detail: 'refused again' })
  dependencies.up('broker')
  expect(said).toEqual(['broker is away; trying again by itself', 'broker is back'])
})

it('shows the reason that fetch hides', () => {
  const { dependencies } = declared()
  dependencies.away('series', new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }))
  expect(dependencies.readiness().dependencies[0]?.detail).toBe('connect ECONNREFUSED')
})
