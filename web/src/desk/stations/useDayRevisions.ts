import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { useRevisions } from '../../api/queries.ts'
import { useServerNow } from '../../live/useLive.ts'

/** Most corrections of one day that are asked for. */
export const revisionsAsked = 500
const minuteMs = 60_000

/** Corrections of a station's observations of the last 24 hours, newest correction first. The question stays the same for
 *  an hour, so that the chart and the list share one answer. */
export function useDayRevisions(station: string) {
  const since = hourStart(useServerNow(minuteMs) - dayMs)
  return useRevisions({ station, from: new Date(since).toISOString(), limit: revisionsAsked })
}
