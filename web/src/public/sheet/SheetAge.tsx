import { shownFreshness } from '../../domainView/markerLook.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'

/** Age of a station's newest reading with its freshness. */
export function SheetAge({ station }: { station: LiveStation }) {
  return <Age at={station.time} freshness={shownFreshness(station, useServerNow())} />
}
