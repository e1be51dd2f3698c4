import { useCallback, useSyncExternalStore } from 'react'
import { live } from '../../live/live.ts'
import { placeAt } from './rotation.ts'

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1000)
  return () => clearInterval(timer)
}

/** A number derived from the server's clock; renders only when the number changes. Give a function that stays the same. */
export function useFromClock(derive: (now: number) => number): number {
  return useSyncExternalStore(everySecond, () => derive(live.clock.now()))
}

/** Place of the scene that is on, of `count`. */
export function useScenePlace(count: number): number {
  return useFromClock(useCallback((now: number) => placeAt(now, count), [count]))
}
