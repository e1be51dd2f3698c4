import { useMemo } from 'react'
import { findParameter } from '@city/domain/station/parameter.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useStations } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Card } from '../parts/Card.tsx'
import { exceedancesOf, newestLimits } from './exceedances.ts'
import type { AirAnswers } from './useAirAnswers.ts'
import { useAirText } from './useAirText.ts'

/** Means over the limits of QCVN 05:2023 by window: how many stations of how many, and where it is highest. */
export function LimitsCard({ answers }: { answers: AirAnswers }) {
  const t = useAirText()
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const stations = useStations('air')
  const { hours, waiting, failed } = answers
  const rows = useMemo(
    () => exceedancesOf([...hours].map(([station, answer]) => ({ station, limits: newestLimits(answer) }))),
    [hours],
  )
  const placeOf = (id: string) => stations.find((one) => one.id === id)?.name[language] ?? id
  return (
    <Card title={t('limits.title')} note={t('limits.note')}>
      {failed > 0 && <p className="desk-stale">{t('limits.failed', { count: failed })}</p>}
      {rows.length === 0 ? (
        waiting > 0 ? (
          <Skeleton lines={5} label={common('loading')} />
        ) : (
          <p className="desk-none">{t('limits.none')}</p>
        )
      ) : (
        <table className="desk-table ar-limits">
          <thead>
            <tr>
              <th scope="col">{t('limits.parameter')}</th>
              <th scope="col">{t('limits.window')}</th>
              <th scope="col" className="is-number">
                {t('limits.limit')}
              </th>
              <th scope="col" className="is-number">
                {t('limits.stations')}
              </th>
              <th scope="col" className="is-number">
                {t('limits.worst')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ parameter, window, limit, over, of, worst, mark }) => (
              <tr key={`${parameter} ${window} ${limit}`}>
                <th scope="row">{findParameter('air', parameter)?.name[language] ?? parameter}</th>
                <td>{t(`window.${window}`)}</td>
                <td className="is-number num">
                  {format.number(limit)}
                  {mark === 'U' && ' *'}
                </td>
                <td className={cx('is-number num', over > 0 ? 'is-alarm' : 'is-zero')}>
                  {t('limits.of', { n: format.number(over), of: format.number(of) })}
                </td>
                <td className="is-number" title={placeOf(worst.station)}>
                  <b className="num">{format.number(worst.value, 1)}</b> <small>{worst.station}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="desk-note">
        {waiting > 0 && rows.length > 0 && `${t('limits.loading', { count: waiting })} `}
        {t('limits.when')} {rows.some(({ mark }) => mark === 'U') && t('limits.unsure')}
      </p>
    </Card>
  )
}
