import { StoreAway, StoreRefused } from '@city/domain/series/seriesStore.ts'

/** Statuses with which InfluxDB says that it read the points and will never take them. */
const refusals: readonly number[] = [400, 413, 422]

/** What an HTTP answer other than success means: 400, 413 and 422 refuse the points; everything else, a wrong
 *  password or token (401, 403) and a missing bucket (404) too, is a store that may take the same points later. */
export function errorOfStatus(status: number, said: string, where: string): StoreAway | StoreRefused {
  const detail = said.trim().slice(0, 500)
  if (refusals.includes(status)) return new StoreRefused(`${where} refused (${status}): ${detail}`)
  if (status === 401 || status === 403) {
    return new StoreAway(`${where} does not let us in (${status}): check user, password or token. ${detail}`)
  }
  return new StoreAway(`${where} answered ${status}: ${detail}`)
}

/** An error of the connection (refused, reset, timed out) as StoreAway; our own two errors stay what they are. */
export function asStoreError(error: unknown, where: string): StoreAway | StoreRefused {
  if (error instanceof StoreAway || error instanceof StoreRefused) return error
  const said = error instanceof Error ? error.message || error.name : String(error)
  return new StoreAway(`${where} cannot be reached: ${said}`, { cause: error })
}
