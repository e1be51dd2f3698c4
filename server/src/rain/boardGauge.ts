import { gaugeRain, type GaugeRain } from '@city/domain/rain/gaugeRain.ts'
import type { GaugeRow } from '@city/domain/rain/rainSpan.ts'
import { rollingSums, type RollingSums } from '@city/domain/rain/rollingMaxima.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'

/** Rain of one gauge with the rolling sums of its maxima, each made when first asked for. */
export class BoardGauge {
  readonly #hours = new Map<number, GaugeRow[]>()
  readonly #tipMm: number
  #rain: GaugeRain | undefined
  #sums: RollingSums | undefined

  /** @param tipMm mm of one tip of its bucket; default 0.2, as of the profile */
  constructor(tipMm = 0.2) {
    this.#tipMm = tipMm
  }

  get rain(): GaugeRain {
    const hours = (): GaugeRow[] => [...this.#hours].toSorted(([a], [b]) => a - b).flatMap(([, rows]) => rows)
    return (this.#rain ??= gaugeRain(hours(), this.#tipMm))
  }

  get sums(): RollingSums {
    return (this.#sums ??= rollingSums(this.rain))
  }

  /** Replaces what is known of whole hours, [from, to). @param rows in order of time */
  replace(from: number, to: number, rows: readonly GaugeRow[]): void {
    const fresh = Map.groupBy(rows, ({ time }) => hourStart(time))
    for (let hour = from; hour < to; hour += hourMs) {
      const now = fresh.get(hour)
      if (areSame(now, this.#hours.get(hour))) continue
      if (now) this.#hours.set(hour, now)
      else this.#hours.delete(hour)
      this.#rain = this.#sums = undefined
    }
  }

  /** Forgets hours before `from`. */
  forget(from: number): void {
    for (const hour of this.#hours.keys()) {
      if (hour >= from) continue
      this.#hours.delete(hour)
      this.#rain = this.#sums = undefined
    }
  }
}

function areSame(a: readonly GaugeRow[] = [], b: readonly GaugeRow[] = []): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => {
      const { time, sum, tips, day } = b[i]!
      return one.time === time && one.sum === sum && one.tips === tips && one.day === day
    })
  )
}
