import type { IndicatorItem } from '@city/domain/api/schemas.ts'
import { indicatorItemOf } from '@city/domain/dossier/indicators.ts'
import { defaultPeriod } from '@city/domain/dossier/period.ts'
import { cityUnit, type CityProfile } from '@city/domain/profile/cityProfile.ts'
import { newestDossierMessage, readDossierSummary } from '@city/store/state/dossiersSummary.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'

/** The city's indicators for the month to date, each with target and age, from what rests in the state database.
 *  @param now ms since 1970 UTC */
export function readCityIndicators(db: StateDb, profile: CityProfile, now: number): IndicatorItem[] {
  const asOf = newestDossierMessage(db)
  const { indicators } = readDossierSummary(db, cityUnit, defaultPeriod(now), now)
  return indicators.map((figure) => indicatorItemOf(figure, asOf, profile.settings.indicator_targets))
}
