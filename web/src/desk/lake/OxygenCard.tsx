import type { LakeView } from '@city/domain/api/water.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import { Card } from '../parts/Card.tsx'
import { isLow, type LakePoint, type OxygenNow } from './lakePoints.ts'
import { useLakeText } from './useLakeText.ts'

/** The page's first answer: the lowest oxygen and its place, then who else is low and who is not known. */
export function OxygenCard({ view, now }: { view: LakeView; now: OxygenNow }) {
  const t = useLakeText()
  const language = useLanguage()
  const format = useFormat()
  const { lowest_do: lowest } = view
  const point = view.stations.find(({ id }) => id === lowest?.station)
  const names = (points: readonly LakePoint[]) => points.map(({ name }) => name[language]).join('; ')
  return (
    <Card title={t('where')} className="lk__where">
      {lowest && point ? (
        <>
          <p className={cx('lk-lowest', isLow(lowest.value) && 'is-low')}>
            {t('lowest', { value: format.number(lowest.value, 1), name: point.name[language] })}
          </p>
          <p className="desk-note">
            {point.do_saturation !== null &&
              `${t('lowestSaturation', { percent: format.number(point.do_saturation) })} · `}
            <Age at={Date.parse(lowest.at)} freshness={point.freshness} />
          </p>
          <p className="lk-text">
            {now.low.length === 0
              ? t('enough')
              : t('lowCount', { count: now.low.length, names: names(now.low) })}
          </p>
        </>
      ) : (
        <p className="lk-lowest">{t('nothing')}</p>
      )}
      {now.unheard.length > 0 && (
        <p className="desk-note is-warn">
          {t('unheard', { count: now.unheard.length, names: names(now.unheard) })}
        </p>
      )}
    </Card>
  )
}
