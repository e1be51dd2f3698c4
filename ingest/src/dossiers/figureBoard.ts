import { setImmediate as nextTurn } from 'node:timers/promises'
import type { IndicatorFigure, IndicatorItem } from '@city/domain/api/schemas.ts'
import { hanoiDay } from '@city/domain/dossier/classify.ts'
import { indicatorItemOf } from '@city/domain/dossier/indicators.ts'
import { defaultPeriod } from '@city/domain/dossier/period.ts'
import { figuresOf } from '@city/domain/dossier/summary.ts'
import { cityUnit, type CityProfile } from '@city/domain/profile/cityProfile.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { newestDossierMessage, readPeriodCounts } from '@city/store/state/dossiersSummary.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { createFigureWriter } from './figureWriter.ts'

interface BoardParts {
  db: StateDb
  profile: CityProfile
  series: SeriesStore
  publishLive: (items: IndicatorItem[]) => void
  onError?: (error: Error) => void
  now: () => number
}

const minuteMs = 60_000
/** A change is on screen within this time; changes in between are gathered. */
const settleMs = 1000

/** Keeps the figures of the month to date (Hanoi) for the city and its units: calculates, writes the series `dossier`,
 *  publishes the city's indicators when they change. Overdue moves with the clock, so the city is done every minute
 *  and every unit when the day changes. */
export function createFigureBoard({ db, profile, series, publishLive, onError, now }: BoardParts) {
  const writer = createFigureWriter(series, now, onError)
  const touched = new Set<string>()
  const written = new Map<string, string>()
  const published = new Map<string, string>()
  let dayDone: number | undefined
  let running: Promise<void> | undefined
  let settling: NodeJS.Timeout | undefined
  let ticking: NodeJS.Timeout | undefined
  let started = false

  function figuresFor(unit: string): IndicatorFigure[] {
    return figuresOf(readPeriodCounts(db, unit, defaultPeriod(now()), now()))
  }

  /** Points of figures that changed; the city's every minute, so that its lines never break off.
   *  A figure has one point a minute: a later value of the same minute takes its place. */
  function note(unit: string, figures: readonly IndicatorFigure[]): void {
    const time = Math.floor(now() / minuteMs) * minuteMs
    for (const figure of figures) {
      const content = JSON.stringify([unit === cityUnit ? time : 0, figure.numerator, figure.denominator])
      const key = `${unit}|${figure.code}`
      if (written.get(key) === content) continue
      written.set(key, content)
      writer.add(pointOf(unit, figure, time))
    }
  }

  function publish(figures: readonly IndicatorFigure[], asOf: number | null): void {
    const changed = figures
      .map((figure) => indicatorItemOf(figure, asOf, profile.settings.indicator_targets))
      .filter((item) => {
        const content = JSON.stringify(item)
        const isNew = published.get(item.code) !== content
        published.set(item.code, content)
        return isNew
      })
    if (changed.length > 0) publishLive(changed)
  }

  async function calculate(): Promise<void> {
    const asOf = newestDossierMessage(db)
    const day = hanoiDay(now())
    const units = day === dayDone ? [...touched] : [...profile.units.keys()]
    touched.clear()
    dayDone = day
    const city = figuresFor(cityUnit)
    publish(city, asOf)
    if (asOf !== null) {
      note(cityUnit, city)
      for (const unit of units) {
        if (unit === cityUnit) continue
        await nextTurn()
        note(unit, figuresFor(unit))
      }
    }
    await writer.flush()
  }

  /** One calculation at a time; what is touched meanwhile gets the next. */
  function run(): Promise<void> {
    running ??= calculate()
      .catch((cause: unknown) => onError?.(new Error('dossier figures cannot be calculated', { cause })))
      .finally(() => {
        running = undefined
      })
    return running
  }

  function settle(): void {
    if (!started) return
    settling ??= setTimeout(() => {
      settling = undefined
      // What is being calculated began before the change: the change gets a calculation of its own.
      void (running ?? Promise.resolve()).then(run)
    }, settleMs)
  }

  return {
    /** Says that a message changed something: in these units, and in the city. */
    touch(units: readonly string[]): void {
      touched.add(cityUnit)
      for (const unit of units) touched.add(unit)
      settle()
    },
    start(): void {
      started = true
      ticking ??= setInterval(() => void run(), minuteMs)
      void run()
    },
    async stop(): Promise<void> {
      started = false
      clearInterval(ticking)
      clearTimeout(settling)
      await running
      if (touched.size > 0) await run()
    },
  }
}

function pointOf(
  unit: string,
  { code, numerator, denominator, value }: IndicatorFigure,
  time: number,
): SeriesPoint {
  const fields: Record<string, number> = { numerator }
  if (denominator !== null) fields.denominator = denominator
  if (value !== null) fields.value = value
  return { measurement: 'dossier', tags: { unit, code }, time, fields }
}
