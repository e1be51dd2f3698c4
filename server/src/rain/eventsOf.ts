import type { RainEvents } from '@city/domain/api/rain.ts'
import type { RainBothWays } from '@city/domain/rain/bothWays.ts'
import { newestAt, type GaugeRain } from '@city/domain/rain/gaugeRain.ts'
import { eventGaps, rainEvents, type RainEvent } from '@city/domain/rain/rainEvents.ts'
import { anchorLimitMs } from '@city/domain/rain/rainTotal.ts'
import { exactMm } from '@city/domain/rain/rainSpan.ts'
import { maximaOf } from '@city/domain/rain/rollingMaxima.ts'
import type { Station } from '@city/domain/station/station.ts'
import { utc } from '../http/cityTime.ts'
import type { SumsBothWays } from './boardGauge.ts'

export interface GaugeFigures {
  rain: RainBothWays
  sums: SumsBothWays
}
type Way = keyof RainBothWays

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
    const rain = figures.rain.withSuspect
    return rainEvents(rain, span.readFrom, span.to, span.gapMs)
      .filter(({ end }) => end > span.from)
      .map((event) => {
        const { start, end, totalMm, suspectMm } = event
        const withMm = exactMm(totalMm + suspectMm)
        const over = (way: Way) => (span.isWhole ? gaugesOver(all, way, start, end) : null)
        return {
          ...{ station: id, name, start: utc(start), end: utc(end) },
          ongoing: event.isOngoing,
          state: stateOf(rain, end, span.now),
          total_mm: totalMm,
          duration_min: Math.round((end - start) / 60_000),
          ...largestOf(figures, 'confirmed', event, totalMm),
          complete: event.complete,
          suspect_mm: suspectMm,
          with_suspect:
            suspectMm > 0 ? { total_mm: withMm, ...largestOf(figures, 'withSuspect', event, withMm) } : null,
          reset_mm: event.resetMm,
          gauges_over_50mm_2h: over('confirmed'),
          gauges_over_50mm_2h_with_suspect: over('withSuspect'),
        }
      })
  })
  return items.toSorted((a, b) => b.start.localeCompare(a.start) || a.station.localeCompare(b.station))
}

/** A rain shorter than the window fell whole within it. */
function largestOf({ rain, sums }: GaugeFigures, way: Way, { start, end }: RainEvent, totalMm: number) {
  const { max10m, max1h, max2h } = maximaOf(rain[way], sums[way], start, end)
  return { max_10m: max10m ?? totalMm, max_1h: max1h ?? totalMm, max_2h: max2h ?? totalMm }
}

/** đang mưa / đã tạnh by the live gap; unknown when the gauge has been silent for 15 minutes. */
function stateOf(rain: GaugeRain, end: number, now: number): 'raining' | 'stopped' | 'unknown' {
  const heard = rain.spans[newestAt(rain, now)]?.time ?? 0
  if (heard - end >= eventGaps.live) return 'stopped'
  return now - heard <= anchorLimitMs ? 'raining' : 'unknown'
}

function gaugesOver(all: ReadonlyMap<string, GaugeFigures>, way: Way, start: number, end: number): number {
  let gauges = 0
  for (const figures of all.values()) {
    const [rain, sums] = [figures.rain[way], figures.sums[way]]
    for (let i = newestAt(rain, end); i >= 0 && rain.spans[i]!.time > start; i--) {
      if (!(sums.twoHours[i]! >= heavyMm)) continue
      gauges++
      break
    }
  }
  return gauges
}
