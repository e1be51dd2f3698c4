/** A number of places; work waits its turn, first come first served. */
export interface Slots {
  run<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Slots for at most `size` pieces of work at a time. */
export function createSlots(size: number): Slots {
  const waiting: (() => void)[] = []
  let free = size
  return {
    async run(work) {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else free += 1
      }
    },
  }
}
