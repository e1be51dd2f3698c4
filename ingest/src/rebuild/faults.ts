import { StoreAway, StoreRefused } from '@city/domain/series/seriesStore.ts'
import type { Fault } from './threadMessages.ts'

/** What another thread is told of an error. */
export function faultOf(error: unknown): Fault {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) }
}

/** The error that another thread told of: the store's own two are known again. */
export function errorOf({ name, message }: Fault): Error {
  if (name === 'StoreAway') return new StoreAway(message)
  if (name === 'StoreRefused') return new StoreRefused(message)
  return new Error(message)
}
