import type { RainEvents } from '@city/domain/api/rain.ts'
import type { GaugeRain } from '@city/domain/rain/gaugeRain.ts'
import { newestAt } from '@city/domain/rain/gaugeRain.ts'
import { eventGaps, rainEvents } from '@city/domain/rain/rainEvents.ts'
import { anchorLimitMs } from '@city/domain/rain/rainTotal.ts'
import { maximaOf, type RollingSums } from '@city/domain/rain/rollingMaxima.ts'
import type { Station } from '@city/domain/station/station.ts'
import { utc } from '../http/cityTime.ts'

export interface GaugeFigures {
  rain: GaugeRain
  sums: RollingSums
}

/** Heavy rain of 5.2 that an event counts gauges by: 50 mm in 2 h. */
const heavyMm = 50

/** Rains of some gauges that touch (from, to], newest first (environment.md 5.4).
 *  @param all figures of every gauge, read from a day before `from`, so that running rains begin where they began;
 *  `isWhole`: `all` holds every gauge of the city */
export function eventItems(
  asked: readonly Station[],
  all: ReadonlyMap<string, GaugeFigures>,
  span: { from: number; to: number; readFrom: number; gapMs: number; now: number; isWhole: boolean },
): RainEvents['items'] {
  const items = asked.flatMap(({ id, name }) => {
    const figures = all.get(id)
    if (!figures) return []
    const { rain, sums } = figures
    return rainEvents(rain, span.readFrom, span.to, span.gapMs)
      .filter(({ end }) => end > span.from)
      .map((event) => {
        const maxima = maximaOf(rain, sums, event.start, event.end)
        return {
          ...{ station: id, name, start: utc(event.start), end: utc(event.end) },
          ongoing: event.isOngoing,
          state: stateOf(rain, event.end, span.now),
          total_mm: event.totalMm,
          duration_min: Math.round((event.end - event.start) / 60_000),
          // A rain shorter than the window fell whole within it.
          max_10m: maxima.max10m ?? event.totalMm,
          max_1h: maxima.max1h ?? event.totalMm,
          max_2h: maxima.max2h ?? event.totalMm,
          complete: event.complete,
          suspect_mm: event.suspectMm,
          gauges_over_50mm_2h: span.isWhole ? gaugesOver(all, event.start, event.end) : null,
        }
      })
  })
  return items.toSorted((a, b) => b.start.localeCompare(a.start) || a.station.localeCompare(b.station))
}

/** đang mưa / đã tạnh by the live gap; unknown when the gauge has been silent for 15 minutes. */
function stateOf(rain: GaugeRain, end: number, now: number): 'raining' | 'stopped' | 'unknown' {
  const heard = rain.spans[newestAt(rain, now)]?.time ?? 0
  if (heard - end >= eventGaps.live) return 'stopped'
  return now - heard <= anchorLimitMs ? 'raining' : 'unknown'
}

function gaugesOver(all: ReadonlyMap<string, GaugeFigures>, start: number, end: number): number {
  let gauges = 0
  for (const { rain, sums } of all.values()) {
    for (let i = newestAt(rain, end); i >= 0 && rain.spans[i]!.time > start; i--) {
      if (!(sums.twoHours[i]! >= heavyMm)) continue
      gauges++
      break
    }
  }
  return gauges
}
