import { rainBothWays, type RainBothWays } from '@city/domain/rain/bothWays.ts'
import type { GaugeRow, RainValues } from '@city/domain/rain/rainSpan.ts'
import { rollingSums, type RollingSums } from '@city/domain/rain/rollingMaxima.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'

/** Rolling sums without suspect values (flag 3) and with them; the same object where there are none. */
export interface SumsBothWays {
  confirmed: RollingSums
  withSuspect: RollingSums
}

/** Rain of one gauge with the rolling sums of its maxima, each made when first asked for. */
export class BoardGauge {
  readonly #hours = new Map<number, GaugeRow[]>()
  readonly #tipMm: number
  #rain: RainBothWays | undefined
  #sums: SumsBothWays | undefined

  /** @param tipMm mm of one tip of its bucket; default 0.2, as of the profile */
  constructor(tipMm = 0.2) {
    this.#tipMm = tipMm
  }

  get rain(): RainBothWays {
    const hours = (): GaugeRow[] => [...this.#hours].toSorted(([a], [b]) => a - b).flatMap(([, rows]) => rows)
    return (this.#rain ??= rainBothWays(hours(), this.#tipMm))
  }

  get sums(): SumsBothWays {
    if (this.#sums) return this.#sums
    const { confirmed, withSuspect } = this.rain
    const sums = rollingSums(confirmed)
    return (this.#sums = {
      confirmed: sums,
      withSuspect: withSuspect === confirmed ? sums : rollingSums(withSuspect),
    })
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
      const other = b[i]!
      return one.time === other.time && areEqual(one, other) && areEqual(one.suspect, other.suspect)
    })
  )
}

function areEqual(a: RainValues | undefined, b: RainValues | undefined): boolean {
  return a?.sum === b?.sum && a?.tips === b?.tips && a?.day === b?.day
}
