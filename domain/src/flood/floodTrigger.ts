import type { FloodRisk } from '../api/flood.ts'
import type { RainLevels } from '../rain/rainSettings.ts'
import type { Station } from '../station/station.ts'
import type { FloodRiskSettings } from './floodSettings.ts'

export type Trigger = FloodRisk['trigger']

/** The rain that floods a point: its own trigger when that names a window; else the lower end of the plan band it is
 *  taken to belong to, per 2 h (environment.md 5.2: the unit is contradicted, mm/2 h is used [C]); else the default. */
export function triggerOf(
  { floodTrigger, planBandMm }: Pick<Station, 'floodTrigger' | 'planBandMm'>,
  settings: FloodRiskSettings,
): Trigger {
  if (floodTrigger && floodTrigger.mm > 0 && floodTrigger.windowMin !== null)
    return { mm: floodTrigger.mm, window_min: floodTrigger.windowMin, source: 'own' }
  const { mm, window_min } = settings.default_trigger
  if (planBandMm !== undefined) return { mm: planBandMm, window_min: 120, source: 'plan_band' }
  return { mm, window_min, source: 'default' }
}

/** Levels at a point: the city's where its trigger is the one they are made for, else shares of the trigger. */
export function levelsAt(trigger: Trigger, city: RainLevels, { shares }: FloodRiskSettings): RainLevels {
  const likely = city.find(({ code }) => code === 'likely')
  if (likely?.any_of.some(({ mm, window_min }) => mm === trigger.mm && window_min === trigger.window_min))
    return city
  return city.map(({ code, name }) => {
    // 0.1 mm is the finest that a gauge tells: 1.4 × 50 must be 70.
    const mm = Math.round(trigger.mm * shares[code] * 10) / 10
    return { code, name, any_of: [{ mm, window_min: trigger.window_min }] }
  })
}
