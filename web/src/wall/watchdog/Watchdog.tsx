import { useWatchdog } from './useWatchdog.ts'

/** Draws nothing; stands outside what it watches. */
export function Watchdog() {
  useWatchdog()
  return null
}
