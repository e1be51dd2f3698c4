import type { LakeView } from '@city/domain/api/water.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Card } from '../parts/Card.tsx'
import type { OxygenNow } from './lakePoints.ts'
import { useLakeText } from './useLakeText.ts'

/** Early signs of a bloom or of dying fish, as sentences; those that still hold first, each with its condition. That there
 *  is none is said only of the points that are heard. */
export function SignsCard({ view, now: oxygen }: { view: LakeView; now: OxygenNow }) {
  const t = useLakeText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const isUnheard = (station: string) => oxygen.unheard.some(({ id }) => id === station)
  const heard = oxygen.points.length - oxygen.unheard.length
  const signs = view.signs.toSorted(
    (a, b) => Number(b.active) - Number(a.active) || Date.parse(b.at) - Date.parse(a.at),
  )
  return (
    <Card title={t('signs.title')} className="lk__signs">
      {signs.length === 0 ? (
        <>
          <p className="lk-text">
            {heard === 0
              ? t('signs.unknown')
              : oxygen.unheard.length === 0
                ? t('signs.none')
                : t('signs.noneHeard', { n: format.number(heard), all: format.number(oxygen.points.length) })}
          </p>
          <p className="desk-note">{t('signs.noneHint')}</p>
        </>
      ) : (
        <ul className="lk-signs">
          {signs.map((sign) => (
            <li
              key={`${sign.code} ${sign.station} ${sign.since}`}
              className={cx(
                'lk-sign',
                sign.active && !isUnheard(sign.station) && 'is-active',
                sign.role === 'accompanying' && 'is-beside',
              )}
            >
              <p className="lk-sign__text">{sign.text[language]}</p>
              <p className="desk-note">
                {sign.role === 'accompanying' && `${t('signs.accompanying')} · `}
                {t('signs.since', { time: format.moment(Date.parse(sign.since), now) })}
                {sign.active && isUnheard(sign.station) && ` · ${t('signs.unheard')}`}
                {!sign.active && ` · ${t('signs.ended', { time: format.moment(Date.parse(sign.at), now) })}`}
                <br />
                {t('signs.condition', { text: sign.condition[language] })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
