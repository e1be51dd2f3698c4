import type { Batch } from './batchSender.ts'
import { BatchSender } from './batchSender.ts'
import { expect, test } from 'vitest'

/** A batch of `a@1-3`: series a, times 1 to 3. */
function batch(text: string): Batch<string> {
  const spans = text.split(',').map((part) => {
    const [, series = '', from, to] = /^(\w+)@(\d+)-(\d+)$/.exec(part) ?? []
    return [series, { from: Number(from), to: Number(to) }] as const
  })
  return { body: text, spans: new Map(spans) }
}

/** A server that answers when told to. */
function heldServer(): {
  send: (body: string) => Promise<void>
  started: string[]
  answer: (name: string, error?: Error) => void
} {
  const started: string[] = []
  const answers = new Map<string, (error?: Error) => void>()
  return {
    started,
    send: (name) => {
      started.push(name)
      return new Promise((resolve, reject) =>
        answers.set(name, (error) => (error ? reject(error) : resolve())),
      )
    },
    answer: (name, error) => answers.get(name)?.(error),
  }
}

test('keeps two batches under way', async () => {
  const server = heldServer()
  const sender = new BatchSender(server.send)
  const first = sender.send(batch('a@1-3'))
  const rest = [sender.send(batch('a@4-6')), sender.send(batch('b@1-3'))]
  await Promise.resolve()
  expect(server.started).toEqual(['a@1-3', 'a@4-6'])
  server.answer('a@1-3')
  await first
  expect(server.started).toEqual(['a@1-3', 'a@4-6', 'b@1-3'])
  server.answer('a@4-6')
  server.answer('b@1-3')
  await Promise.all(rest)
})

test('sends what may hold a point again only after the first is answered, even when that failed', async () => {
  const server = heldServer()
  const sender = new BatchSender(server.send)
  const first = sender.send(batch('a@1-3,b@1-3'))
  const second = sender.send(batch('b@3-9'))
  await Promise.resolve()
  expect(server.started).toEqual(['a@1-3,b@1-3'])
  server.answer('a@1-3,b@1-3', new Error('away'))
  await expect(first).rejects.toThrow('away')
  expect(server.started).toEqual(['a@1-3,b@1-3', 'b@3-9'])
  server.answer('b@3-9')
  await second
})
