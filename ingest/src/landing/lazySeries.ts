import { StoreAway, type SeriesStore } from '@city/domain/series/seriesStore.ts'

/** A store beyond a network that may not be there when the program starts: every call tries to open it first and rejects
 *  with StoreAway until that succeeds. Lines are taken from the start: their form does not depend on the version.
 *  @param open rejects when the store cannot be opened now */
export function lazySeries(
  kind: SeriesStore['kind'],
  open: () => Promise<SeriesStore>,
): SeriesStore & {
  sendLines: (lines: string) => Promise<void>
} {
  let opening: Promise<SeriesStore> | undefined
  async function opened(): Promise<SeriesStore> {
    opening ??= open()
    try {
      return await opening
    } catch (error) {
      opening = undefined
      throw error instanceof StoreAway ? error : new StoreAway(String(error), { cause: error })
    }
  }
  return {
    kind,
    write: async (points) => (await opened()).write(points),
    sendLines: async (lines) => (await opened()).sendLines?.(lines),
    readRows: async (query) => (await opened()).readRows(query),
    ...(kind === 'influx1' && { readColumns: async (query) => (await opened()).readColumns!(query) }),
    readWindows: async (query) => (await opened()).readWindows(query),
    deleteBefore: async (measurement, time) => (await opened()).deleteBefore(measurement, time),
    ping: async () => (await opened()).ping(),
    async close() {
      const store = await opening?.catch(() => undefined)
      await store?.close()
    },
  }
}
