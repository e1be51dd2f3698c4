import type { AqiBand } from '@city/domain/air/aqiTable.ts'
import type { TFunction } from 'i18next'
import type { Format } from '../i18n/format.ts'
import type { Clause } from './verdict.ts'

export type WallText = TFunction<readonly ['wall', 'common']>

/** A band or a range of bands in words: "Kém", "Kém đến Xấu". */
function bandsText(t: WallText, best: AqiBand, worst: AqiBand): string {
  const [from, to] = [t(`common:aqi.band.${best}`), t(`common:aqi.band.${worst}`)]
  return best === worst ? from : t('verdict.bandRange', { from, to })
}

/** With "(chưa kiểm chứng)" where only suspect rain says so. */
function marked(clause: { unconfirmed?: true }, text: string, t: WallText): string {
  return clause.unconfirmed ? `${text} (${t('common:risk.unconfirmed')})` : text
}

/** One clause of the verdict in the page's language. */
export function clauseText(clause: Clause, t: WallText, format: Format): string {
  switch (clause.is) {
    case 'flooded':
      return t('verdict.flooded', {
        count: clause.points,
        points: format.number(clause.points),
        cm: format.number(clause.cm),
      })
    case 'riskLikely':
    case 'riskWidespread':
    case 'riskSevere':
      return marked(clause, t(`verdict.${clause.is}`, { points: format.number(clause.points) }), t)
    case 'heavyRain':
    case 'heavyRain2h':
      return marked(clause, t(`verdict.${clause.is}`, { mm: format.number(clause.mm) }), t)
    case 'airPoor':
      return t('verdict.airPoor', {
        bands: bandsText(t, clause.best, clause.worst),
        stations: format.number(clause.count),
        of: format.number(clause.of),
      })
    case 'airFine':
      return t('verdict.airFine', { bands: bandsText(t, clause.best, clause.worst) })
    case 'lakeOxygen':
      return t('verdict.lakeOxygen', { mgL: format.number(clause.mgL, 1) })
    case 'camerasDown':
      return t('verdict.camerasDown', { down: format.number(clause.down), of: format.number(clause.of) })
    default:
      return t(`verdict.${clause.is}`)
  }
}

/** The verdict as a sentence: the first clause as written, later ones with a small first letter where the language
 *  writes them so. */
export function sentenceParts(clauses: readonly Clause[], t: WallText, format: Format): string[] {
  return clauses.map((clause, place) => {
    const text = clauseText(clause, t, format)
    return place === 0 ? text : text.charAt(0).toLocaleLowerCase(format.language) + text.slice(1)
  })
}
