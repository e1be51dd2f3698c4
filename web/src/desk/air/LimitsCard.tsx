import type { UseQueryResult } from '@tanstack/react-query'
import type { AqiList } from '@city/domain/api/indexLists.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useStations } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Card } from '../parts/Card.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { exceedancesOf } from './exceedances.ts'
import { useAirText } from './useAirText.ts'

/** Means over the limits of QCVN 05:2023 by window: how many stations of how many, and where it is highest. */
export function LimitsCard({ list }: { list: UseQueryResult<AqiList> }) {
  const t = useAirText()
  return (
    <Card title={t('limits.title')} note={t('limits.note')}>
      <StaleAnswer query={list} />
      <Loaded query={list} what={t('limits.what')} lines={5}>
        {({ items }) => <Limits items={items} />}
      </Loaded>
    </Card>
  )
}

function Limits({ items }: Pick<AqiList, 'items'>) {
  const t = useAirText()
  const language = useLanguage()
  const format = useFormat()
  const stations = useStations('air')
  const rows = exceedancesOf(items)
  const placeOf = (id: string) => stations.find((one) => one.id === id)?.name[language] ?? id
  if (rows.length === 0) return <p className="desk-none">{t('limits.none')}</p>
  return (
    <>
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
      <p className="desk-note">
        {t('limits.when')} {rows.some(({ mark }) => mark === 'U') && t('limits.unsure')}
      </p>
    </>
  )
}
