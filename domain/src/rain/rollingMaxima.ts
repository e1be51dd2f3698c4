import { hourMs } from '../time/hanoiTime.ts'
import type { GaugeRain } from './gaugeRain.ts'
import { exactMm, tenMinutesMs } from './rainSpan.ts'
import { outsideLimit } from './rainTotal.ts'

/** Rain of the 10 minutes, hour and 2 hours that end with each span, mm: lower bounds where reports are missing, and NaN
 *  where no span lies inside. */
export interface RollingSums {
  tenMinutes: Float64Array
  hour: Float64Array
  twoHours: Float64Array
}

export interface RainMaxima {
  max10m: number | null
  max1h: number | null
  max2h: number | null
}

/** The rolling sums of every span of a gauge. */
export function rollingSums(rain: GaugeRain): RollingSums {
  return {
    tenMinutes: sumsOver(rain, tenMinutesMs),
    hour: sumsOver(rain, hourMs),
    twoHours: sumsOver(rain, 2 * hourMs),
  }
}

function sumsOver({ spans, before }: GaugeRain, windowMs: number): Float64Array {
  const allowedMs = outsideLimit(windowMs)
  const sums = new Float64Array(spans.length).fill(Number.NaN)
  for (let i = 0; i < spans.length; i++) {
    const from = spans[i]!.time - windowMs
    let sum = 0
    let isKnown = false
    for (let at = i; at >= 0 && spans[at]!.time > from; at = before[at]!) {
      const span = spans[at]!
      if (span.from <= from - allowedMs) continue
      sum += span.mm
      isKnown = true
    }
    if (isKnown) sums[i] = exactMm(sum)
  }
  return sums
}

/** The largest of them within (from, to]; a window shorter than an hour has no largest hour. */
export function maximaOf(rain: GaugeRain, sums: RollingSums, from: number, to: number): RainMaxima {
  const largest = (values: Float64Array, windowMs: number): number | null => {
    const earliest = from + windowMs - outsideLimit(windowMs)
    if (to - from < windowMs) return null
    let most: number | null = null
    for (let i = rain.spans.length - 1; i >= 0; i--) {
      const { time } = rain.spans[i]!
      if (time > to) continue
      if (time < earliest) break
      const value = values[i]!
      if (value > (most ?? -1)) most = value
    }
    return most
  }
  return {
    max10m: largest(sums.tenMinutes, tenMinutesMs),
    max1h: largest(sums.hour, hourMs),
    max2h: largest(sums.twoHours, 2 * hourMs),
  }
}
