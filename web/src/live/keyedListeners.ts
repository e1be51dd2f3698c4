export type Listener = () => void

/** Listeners by key; a change of one key wakes only those who asked for it. */
export class KeyedListeners {
  readonly #byKey = new Map<string, Set<Listener>>()

  /** @returns a function that ends the subscription */
  add(key: string, listener: Listener): () => void {
    const listeners = this.#byKey.get(key) ?? new Set()
    this.#byKey.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#byKey.get(key) === listeners) this.#byKey.delete(key)
    }
  }

  wake(keys: Iterable<string>): void {
    for (const key of keys) for (const listener of this.#byKey.get(key) ?? []) listener()
  }
}
