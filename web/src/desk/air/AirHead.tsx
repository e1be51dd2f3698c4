import { findParameter } from '@city/domain/station/parameter.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { airBands } from '../../domainView/airBand.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { mainsOf, type AirRanking } from './airRanking.ts'
import { useAirText } from './useAirText.ts'

/** The air in one line: the worst place with its pollutant; then how many stations are in which band and what leads. */
export function AirHead({ ranking: { ranked, without }, total }: { ranking: AirRanking; total: number }) {
  const t = useAirText()
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const [worst] = ranked
  const nameOf = (id: string) => findParameter('air', id)?.name[language] ?? id
  const hour = worst && Math.max(...ranked.map((one) => one.hour))
  return (
    <header className="page-card ar-head">
      <div>
        <p className="ar-headline">
          {worst
            ? t('head.worst', {
                value: format.number(worst.value),
                band: common(`aqi.band.${worst.band}`),
                name: worst.station.name[language],
              })
            : t('head.none')}
          {worst?.main && <small>, {t('head.main', { parameter: nameOf(worst.main) })}</small>}
        </p>
        <p className="desk-note">
          {hour !== undefined &&
            `${t('head.hour', { from: format.time(hour), to: format.time(hour + hourMs), date: format.date(hour) })} · `}
          {t('head.counted', {
            count: ranked.length,
            n: format.number(ranked.length),
            total: format.number(total),
          })}
        </p>
      </div>
      <div className="ar-shares">
        <h2>{t('head.bands')}</h2>
        <ul>
          {airBands.map((band) => {
            const count = ranked.filter((one) => one.band === band).length
            return (
              <li key={band} className={count === 0 ? 'is-zero' : undefined} style={{ flexGrow: count }}>
                <i data-band={band}>{count > 0 && format.number(count)}</i>
                {count > 0 && <span>{common(`aqi.band.${band}`)}</span>}
              </li>
            )
          })}
          <li className={without.length === 0 ? 'is-zero' : undefined} style={{ flexGrow: without.length }}>
            <i className="is-none">{without.length > 0 && format.number(without.length)}</i>
            {without.length > 0 && <span>{t('head.without')}</span>}
          </li>
        </ul>
      </div>
      {ranked.length > 0 && (
        <div className="ar-mains">
          <h2>{t('head.mains')}</h2>
          <ul>
            {mainsOf(ranked).map(({ main, count }) => (
              <li key={main}>
                <b>{nameOf(main)}</b> {t('head.mainCount', { count })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </header>
  )
}
