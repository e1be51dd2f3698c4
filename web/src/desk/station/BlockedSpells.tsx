import { Link } from 'react-router'
import type { StationQuality } from '@city/domain/api/quality.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { usePageText } from './usePageText.ts'

/** When a rain gauge was taken for blocked: since when, what its neighbours measured, and by which condition. */
export function BlockedSpells({ spells }: { spells: StationQuality['blocked'] }) {
  const t = usePageText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow(60_000)
  return spells.map(({ since, until, text, condition, neighbours }) => (
    <section key={since} className="desk-stale sp-blocked">
      <p>
        <b>{text[language]}</b>
        {until !== null && <> {t('quality.blockedUntil', { time: format.moment(Date.parse(until), now) })}</>}
      </p>
      <p>
        {t('quality.blockedAround')}{' '}
        {neighbours.map(({ station, name, distance_km: km, mm }, at) => (
          <span key={station}>
            {at > 0 && ', '}
            <Link to={`/desk/stations/${encodeURIComponent(station)}`}>{name[language]}</Link>{' '}
            <span className="num">
              {format.number(mm, 1)} mm ({format.number(km, 1)} km)
            </span>
          </span>
        ))}
      </p>
      <p className="desk-note">{condition[language]}</p>
    </section>
  ))
}
