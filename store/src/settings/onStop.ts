/** Calls `stop` when the process is told to end. Under a parent with a channel (`npm start`) Ctrl-C is the parent's
 *  business: it reaches every process of the terminal at once, and the stop has an order; a parent that is gone is a
 *  reason to stop too. */
export function onStop(stop: (signal: string) => void): void {
  if (process.connected) process.on('SIGINT', () => undefined)
  const signals = process.connected ? ['SIGTERM', 'disconnect'] : ['SIGINT', 'SIGTERM']
  for (const signal of signals) process.on(signal, () => stop(signal))
}
