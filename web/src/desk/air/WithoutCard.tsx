import { Link } from 'react-router'
import type { AqiListItem } from '@city/domain/api/indexLists.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Card } from '../parts/Card.tsx'
import type { Unranked, WithoutReason } from './airRanking.ts'
import { useAirText } from './useAirText.ts'

type Items = ReadonlyMap<string, AqiListItem>

/** The stations without an index now, by reason; where the hour was computed, in the words of its answer. */
export function WithoutCard({ without, items }: { without: readonly Unranked[]; items: Items }) {
  const t = useAirText()
  const reasons = [...new Set(without.map(({ reason }) => reason))]
  if (without.length === 0) return <p className="page-card">{t('without.all')}</p>
  return (
    <Card title={t('without.title', { count: without.length })}>
      <dl className="ar-without">
        {reasons.map((reason) => (
          <Reason
            key={reason}
            reason={reason}
            stations={without.filter((one) => one.reason === reason)}
            items={items}
          />
        ))}
      </dl>
    </Card>
  )
}

function Reason(props: { reason: WithoutReason; stations: readonly Unranked[]; items: Items }) {
  const t = useAirText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const { reason, stations, items } = props
  return (
    <div>
      <dt>
        {t(`without.reason.${reason}`)} <b className="num">{format.number(stations.length)}</b>{' '}
        <small>{t(`without.hint.${reason}`)}</small>
      </dt>
      {stations.map(({ station: { id, name, time, index, interval_s: intervalS } }) => {
        const text = reason === 'few' || reason === 'noPm' ? wordsOf(items, id, index?.time) : undefined
        return (
          <dd key={id}>
            <Link to={`/desk/stations/${encodeURIComponent(id)}`}>{name[language]}</Link>{' '}
            <small>
              {text && time !== null && now - time > 3 * intervalS * 1000 && (
                <b>{t('without.stopped', { time: format.moment(time, now) })} </b>
              )}
              {text?.[language] ??
                (reason === 'old' && index
                  ? t('without.lastIndex', { time: format.moment(Date.parse(index.time), now) })
                  : time === null
                    ? t('without.never')
                    : t('without.last', { time: format.moment(time, now) }))}
            </small>
          </dd>
        )
      })}
    </div>
  )
}

function wordsOf(items: Items, id: string, time: string | undefined) {
  if (time === undefined) return undefined
  return items.get(id)?.points.find((one) => Date.parse(one.time) === Date.parse(time))?.why
}
