import type { RainTotalItem, RainTotals, RainWindowName } from '@city/domain/api/rain.ts'
import { rollingBothWays, runningBothWays, type TotalBothWays } from '@city/domain/rain/bothTotals.ts'
import { newestAt, type GaugeRain } from '@city/domain/rain/gaugeRain.ts'
import { intensityClassOf } from '@city/domain/rain/intensityClass.ts'
import { tenMinutesMs } from '@city/domain/rain/rainSpan.ts'
import { anchorLimitMs } from '@city/domain/rain/rainTotal.ts'
import { isDayWindow, rollingWindows, runningDayStart } from '@city/domain/rain/rainWindows.ts'
import { maximaOf } from '@city/domain/rain/rollingMaxima.ts'
import type { Station } from '@city/domain/station/station.ts'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import { utc } from '../http/cityTime.ts'
import type { BoardGauge } from './boardGauge.ts'

/** The total of a gauge in a window that reaches to the present. */
export function presentTotal({ rain }: BoardGauge, window: RainWindowName, now: number): TotalBothWays {
  return isDayWindow(window)
    ? runningBothWays(rain, now, runningDayStart(window, now))
    : rollingBothWays(rain, now, rollingWindows[window]!)
}

/** A gauge and its window as the API tells them. */
export function totalItem(
  { id, name, lat, lon }: Station,
  { rain, sums }: BoardGauge,
  window: RainWindowName,
  both: TotalBothWays,
  now: number,
  blocked: RainTotalItem['blocked'] = null,
): RainTotalItem {
  const { total, suspectMm } = both
  const { from, to } = total.window
  const figuresOf = (way: 'confirmed' | 'withSuspect') => {
    const { max10m, max1h, max2h } = maximaOf(rain[way], sums[way], from, to)
    return { max_10m: max10m, max_1h: max1h, max_2h: max2h, intensity_mm_h: intensityOf(rain[way], now) }
  }
  return {
    ...{ station: id, name, lat, lon },
    total_mm: total.totalMm,
    suspect_mm: suspectMm,
    with_suspect: both.withSuspect && {
      ...{ total_mm: both.withSuspect.totalMm, complete: both.withSuspect.complete },
      ...figuresOf('withSuspect'),
    },
    complete: total.complete,
    coverage: Math.round(total.coverage * 1000) / 1000,
    as_of: utc(total.asOf),
    from: utc(from),
    to: utc(to),
    intensity_class: intensityClassOf(window, total, both.withSuspect),
    ...figuresOf('confirmed'),
    reset_mm: total.resetMm,
    blocked,
    basis: total.basis,
  }
}

/** Newest 10-minute sum × 6, mm/h (environment.md 5.4); null when it is older than 15 minutes or spans a gap. */
function intensityOf(rain: GaugeRain, now: number): number | null {
  const newest = rain.spans[newestAt(rain, now)]
  if (!newest || now - newest.time > anchorLimitMs) return null
  const isTenMinutes = Math.abs(newest.time - newest.from - tenMinutesMs) <= 60_000
  return isTenMinutes ? Math.round(newest.mm * 6 * 10) / 10 : null
}

type City = RainTotals['city']

/** What the gauges say about the city: largest, median, counts over amounts; no mean (environment.md 5.4 [P]). */
export function cityFigures(
  items: readonly RainTotalItem[],
  window: RainWindowName,
  settings: Pick<CityProfile['settings'], 'rain' | 'rain_levels'>,
): City {
  const known = items.flatMap(({ station, name, total_mm, complete }) =>
    total_mm === null ? [] : [{ station, name, total_mm, complete }],
  )
  const standing = items.flatMap(({ station, name, total_mm, complete, suspect_mm, with_suspect }) => {
    if (with_suspect)
      return [{ station, name, total_mm: with_suspect.total_mm, suspect_mm, complete: with_suspect.complete }]
    return total_mm === null ? [] : [{ station, name, total_mm, suspect_mm, complete }]
  })
  const max = known.toSorted((a, b) => b.total_mm - a.total_mm)[0] ?? null
  const most = standing.toSorted((a, b) => b.total_mm - a.total_mm)[0] ?? null
  const complete = known.filter((one) => one.complete)
  const classes: Record<string, number> = {}
  for (const { intensity_class } of items)
    if (intensity_class) classes[intensity_class.code] = (classes[intensity_class.code] ?? 0) + 1
  return {
    max,
    max_with_suspect: most && most.total_mm > (max?.total_mm ?? 0) ? most : null,
    median: medianOf(complete.map(({ total_mm }) => total_mm)),
    over_thresholds: thresholdsOf(window, settings).map(({ mm, level }) => {
      const over = (list: readonly { total_mm: number }[]) => list.filter((one) => one.total_mm >= mm).length
      return { mm, level, gauges: over(known), gauges_with_suspect: over(standing) }
    }),
    classes,
    gauges: {
      all: items.length,
      complete: complete.length,
      at_least: known.length - complete.length,
      unknown: items.length - known.length,
    },
  }
}

function thresholdsOf(
  window: RainWindowName,
  { rain, rain_levels }: Pick<CityProfile['settings'], 'rain' | 'rain_levels'>,
): { mm: number; level: City['over_thresholds'][number]['level'] }[] {
  const minutes = (rollingWindows[window] ?? Number.NaN) / 60_000
  const found = new Map<number, City['over_thresholds'][number]['level']>()
  for (const mm of rain.count_over[window] ?? []) found.set(mm, null)
  for (const { code, any_of } of rain_levels)
    for (const { mm, window_min } of any_of) if (window_min === minutes) found.set(mm, code)
  return [...found].map(([mm, level]) => ({ mm, level })).toSorted((a, b) => a.mm - b.mm)
}

/** The middle one, or the mean of the two in the middle; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 1e6) / 1e6
}
