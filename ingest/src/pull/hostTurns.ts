/** Lets work for the same host wait for its turn: one request at a time goes to each. */
export function createHostTurns() {
  const last = new Map<string, Promise<unknown>>()
  return async <Result>(host: string, work: () => Promise<Result>): Promise<Result> => {
    const before = last.get(host) ?? Promise.resolve()
    const turn = before.then(work, work)
    last.set(host, turn)
    try {
      return await turn
    } finally {
      if (last.get(host) === turn) last.delete(host)
    }
  }
}
