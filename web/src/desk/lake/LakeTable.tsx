import type { WqiListItem } from '@city/domain/api/indexLists.ts'
import type { LakeView } from '@city/domain/api/water.ts'
import { dayMs, hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { Link } from 'react-router'
import { useWqiList } from '../../api/environment.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow, useStation } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import { FlagMark } from '../../ui/FlagMark.tsx'
import { Card } from '../parts/Card.tsx'
import { ClassTag } from './ClassTag.tsx'
import type { LakePoint } from './lakePoints.ts'
import { useLakeText } from './useLakeText.ts'
import { WqiValue } from './WqiValue.tsx'

/** Every point with its newest values, lowest oxygen first, its index and its class of the last 30 days. */
export function LakeTable(props: { view: LakeView; chosen: string | null; onChoose: (id: string) => void }) {
  const t = useLakeText()
  const { view, chosen, onChoose } = props
  const from = hanoiDayStart(useServerNow(60_000) - 29 * dayMs)
  const days = useWqiList({ kind: 'day', from: new Date(from).toISOString() }).data
  const classes = new Map(days?.items.map((one) => [one.station, one.classes]))
  const order = ({ do: oxygen }: LakePoint) => oxygen ?? Number.POSITIVE_INFINITY
  return (
    <Card title={t('table.title')} className="lk__table">
      <div className="desk-scroll" tabIndex={0} role="region" aria-label={t('table.title')}>
        <table className="desk-table">
          <thead>
            <tr>
              <th scope="col">{t('table.station')}</th>
              {(['do', 'saturation', 'temp', 'ph', 'chla'] as const).map((column) => (
                <th key={column} scope="col" className="is-number">
                  {t(`table.${column}`)}
                </th>
              ))}
              <th scope="col">{t('table.wqi')}</th>
              <th scope="col">{t('table.class')}</th>
              <th scope="col" className="is-number">
                {t('table.age')}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.stations
              .toSorted((a, b) => order(a) - order(b) || a.id.localeCompare(b.id))
              .map((point) => (
                <Row
                  key={point.id}
                  point={point}
                  classes={classes.get(point.id) ?? null}
                  chosen={point.id === chosen}
                  onChoose={onChoose}
                />
              ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Row(props: {
  point: LakePoint
  classes: WqiListItem['classes']
  chosen: boolean
  onChoose: (id: string) => void
}) {
  const language = useLanguage()
  const format = useFormat()
  const station = useStation(props.point.id)
  const { point, classes, chosen, onChoose } = props
  const { id, name, flags, freshness } = point
  const gone = freshness === 'silent'
  const cell = (parameter: string, value: number | null, decimals: number) => (
    <td className={cx('is-number num', freshness === 'stale' && 'is-zero')}>
      <FlagMark flag={flags[parameter]} /> {value === null || gone ? '–' : format.number(value, decimals)}
    </td>
  )
  return (
    <tr className={cx(chosen && 'is-chosen')} onClick={() => onChoose(id)}>
      <th scope="row" className="is-name">
        <Link className="page-name" to={`/desk/stations/${encodeURIComponent(id)}`} title={name[language]}>
          {name[language]}
        </Link>
      </th>
      {cell('do', point.do, 1)}
      {cell('do_sat', point.do_saturation, 0)}
      {cell('temp', point.temp, 1)}
      {cell('ph', point.ph, 2)}
      {cell('chla', point.chla, 1)}
      <td>
        {station?.wqi ? (
          <WqiValue
            value={station.wqi.value}
            official={station.wqi.official}
            hour={Date.parse(station.wqi.time)}
          />
        ) : (
          '–'
        )}
      </td>
      <td>{classes?.overall ? <ClassTag code={classes.overall} /> : '–'}</td>
      <td className="is-number">
        <Age at={point.at === null ? null : Date.parse(point.at)} form="short" freshness={freshness} />
      </td>
    </tr>
  )
}
