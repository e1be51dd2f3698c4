import { setTimeout } from 'node:timers/promises'

/** Repeats `check` until it neither throws nor gives false, and resolves with what it gave.
 *  Rejects after `withinMs` (default 10 s) with the last failure as cause. Between two tries: `everyMs` (default 20). */
export async function eventually<T>(
  check: () => T | Promise<T>,
  {
    withinMs = 10_000,
    everyMs = 20,
    what = 'the condition',
  }: { withinMs?: number; everyMs?: number; what?: string } = {},
): Promise<Exclude<T, false>> {
  const deadline = Date.now() + withinMs
  for (;;) {
    let failure: unknown = new Error('it gave false')
    try {
      const result = await check()
      if (result !== false) return result as Exclude<T, false>
    } catch (error) {
      failure = error
    }
    if (Date.now() >= deadline) {
      throw new Error(`${what} did not come true within ${withinMs} ms: ${String(failure)}`, {
        cause: failure,
      })
    }
    await setTimeout(everyMs)
  }
}
