import { Link } from 'react-router'
import type { AqiListItem } from '@city/domain/api/indexLists.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { lateChange } from '../../domainView/lateChange.ts'
import { shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { cx } from '../../ui/cx.ts'
import { Card } from '../parts/Card.tsx'
import type { AirRanking, Ranked } from './airRanking.ts'
import { useAirText } from './useAirText.ts'

/** Every station with an index now, worst first, with what leads it and which limits it is over. */
export function AirTable(props: {
  ranking: AirRanking
  items: ReadonlyMap<string, AqiListItem>
  chosen: string | null
  pointed: string | null
  onChoose: (id: string) => void
  onPoint: (id: string | null) => void
}) {
  const t = useAirText()
  const { ranking, items, chosen, pointed, onChoose, onPoint } = props
  return (
    <Card title={t('rank.title')} className="ar__table">
      <div className="desk-scroll" tabIndex={0} role="region" aria-label={t('rank.title')}>
        <table className="desk-table" onPointerLeave={() => onPoint(null)}>
          <thead>
            <tr>
              <th scope="col" className="is-number">
                {t('rank.place')}
              </th>
              <th scope="col">{t('rank.index')}</th>
              <th scope="col">{t('rank.name')}</th>
              <th scope="col">{t('rank.main')}</th>
              <th scope="col">{t('rank.limits')}</th>
              <th scope="col" className="is-number">
                {t('rank.hour')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ranking.ranked.length === 0 && (
              <tr className="ar-none">
                <td colSpan={6}>{t('rank.none')}</td>
              </tr>
            )}
            {ranking.ranked.map((one, at) => {
              const { id } = one.station
              return (
                <tr
                  key={id}
                  className={cx(id === chosen && 'is-chosen', id === pointed && 'is-pointed')}
                  onClick={() => onChoose(id)}
                  onPointerEnter={() => onPoint(id)}
                >
                  <Cells one={one} place={at + 1} item={items.get(id)} />
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Cells({ one, place, item }: { one: Ranked; place: number; item: AqiListItem | undefined }) {
  const t = useAirText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const { station, value, band, main, hour } = one
  const { id, name } = station
  const nameOf = (parameter: string) => findParameter('air', parameter)?.name[language] ?? parameter
  const point = item?.points.find(({ time }) => Date.parse(time) === hour)
  const used = point && point.main === main ? point.concentration : null
  const revised = point ? lateChange(point, hourMs) : null
  const over = item?.limits.filter(({ exceeded }) => exceeded) ?? []

  return (
    <>
      <td className="is-number num">{place}</td>
      <td>
        <AqiBadge size="s" value={value} band={band} freshness={shownFreshness(station, now)} />
      </td>
      <th scope="row" className="is-name">
        <Link className="page-name" to={`/desk/stations/${encodeURIComponent(id)}`} title={name[language]}>
          {name[language]}
        </Link>
      </th>
      <td className="ar-main">
        {main === null ? '–' : nameOf(main)}{' '}
        {used !== null && <span className="num">{format.number(used, 1)}</span>}
      </td>
      <td className="ar-over">
        {over.map(({ parameter, window, value: mean, limit }) => (
          <span
            key={`${parameter} ${window}`}
            title={t('rank.overTitle', {
              parameter: nameOf(parameter),
              window: t(`window.${window}`),
              value: format.quantity(mean, 'µg/m³', 1),
              limit: format.quantity(limit, 'µg/m³'),
            })}
          >
            {t('rank.over', { parameter: nameOf(parameter), window: t(`window.${window}`) })}{' '}
            <b className="num">×{format.number(mean / limit, 1)}</b>
          </span>
        ))}
      </td>
      <td className="is-number num ar-hour">
        {format.time(hour + hourMs)}
        {revised && (
          <small
            className="ar-revised"
            title={t('rank.revisedTitle', {
              time: format.dateTime(Date.parse(revised.at)),
              was: revised.was ?? '–',
            })}
          >
            {t('rank.revised')}
          </small>
        )}
      </td>
    </>
  )
}
