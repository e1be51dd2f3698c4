import { useSyncExternalStore } from 'react'

/* The producer's key that write actions need. It lives in this tab's session storage, goes out in a header, and is never
 * part of an address. */

const place = 'producer-key'

/** `missing`: somebody wanted to do something without one; `wrong`: the server refused it. */
export interface ProducerKey {
  key: string | null
  trouble: 'missing' | 'wrong' | null
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(place)
  } catch {
    return null // storage is closed: the key holds for this page only
  }
}

let state: ProducerKey = { key: kept(), trouble: null }
const listeners = new Set<() => void>()

function set(next: ProducerKey): void {
  state = next
  for (const listener of listeners) listener()
}

/** Takes a key for this tab, or forgets it. */
export function keepProducerKey(key: string | null): void {
  set({ key: key?.trim() || null, trouble: null })
  try {
    if (state.key === null) sessionStorage.removeItem(place)
    else sessionStorage.setItem(place, state.key)
  } catch {
    // see kept()
  }
}

/** The key for an action, or null after having asked for one. */
export function producerKeyOrAsk(): string | null {
  if (state.key === null) set({ key: null, trouble: 'missing' })
  return state.key
}

/** The server refused the key: it is asked for anew. */
export function refuseProducerKey(): void {
  keepProducerKey(null)
  set({ key: null, trouble: 'wrong' })
}

export function useProducerKey(): ProducerKey {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
