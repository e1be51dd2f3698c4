import { PullFault } from './pullFault.ts'

/** Asks for one part of a source after the other: a part that fails does not keep the others from being taken, unless the
 *  other side wants to be left alone.
 *  @param parts name of each part, and what asks for it
 *  @throws PullFault of the first that failed, with its name; what is no fault of the source at once */
export async function askEach(parts: readonly (readonly [string, () => Promise<void>])[]): Promise<void> {
  let first: { name: string; fault: PullFault } | undefined
  let taken = 0
  for (const [name, ask] of parts) {
    try {
      await ask()
      taken++
    } catch (fault) {
      if (!(fault instanceof PullFault)) throw fault
      first ??= { name, fault }
      if (fault.retryAfterMs !== undefined) {
        first = { name, fault }
        break
      }
    }
  }
  if (!first) return
  const { name, fault } = first
  const { message, retryAfterMs } = fault
  throw new PullFault(name === '' ? message : `${name}: ${message}`, {
    ...{ cause: fault, retryAfterMs, isPartial: taken > 0 },
  })
}
