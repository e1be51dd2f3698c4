import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { FloodItem, FloodList } from '@city/domain/api/flood.ts'
import { isFloodNow } from '../../domainView/agedFlood.ts'
import { riskRank } from '../../domainView/riskLevel.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { RiskGauges } from './RiskGauges.tsx'
import { useRainText } from './useRainText.ts'

/** Worst first: what is flooded now by depth, then by risk, then what was flooded by depth. */
function order(a: FloodItem, b: FloodItem): number {
  return (
    classNow(b) - classNow(a) ||
    riskRank(b.risk.level) - riskRank(a.risk.level) ||
    (b.class ?? 0) - (a.class ?? 0) ||
    (b.depth_cm ?? -1) - (a.depth_cm ?? -1) ||
    a.station.localeCompare(b.station)
  )
}

const classNow = (item: FloodItem) => (isFloodNow(item) ? (item.class ?? 0) : 0)

/** Every flood point: state, depth, risk, and the reason of its risk in words. */
export function FloodTable(props: {
  query: UseQueryResult<FloodList>
  chosen: string | null
  onChoose: (id: string) => void
  onPoint: (id: string | null) => void
}) {
  const t = useRainText()
  const { query, chosen, onChoose, onPoint } = props
  return (
    <Loaded query={query} what={t('whatFlood')} lines={8}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('flood.none')} />
        ) : (
          <div className="desk-scroll" tabIndex={0} role="region" aria-label={t('tab.floods')}>
            <table className="desk-table rn-table" onPointerLeave={() => onPoint(null)}>
              <thead>
                <tr>
                  <th scope="col">{t('flood.name')}</th>
                  <th scope="col">{t('flood.state')}</th>
                  <th scope="col">{t('flood.risk')}</th>
                </tr>
              </thead>
              <tbody>
                {items.toSorted(order).map((item) => (
                  <Row
                    key={item.station}
                    item={item}
                    chosen={item.station === chosen}
                    onChoose={onChoose}
                    onPoint={onPoint}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </Loaded>
  )
}

function Row(props: {
  item: FloodItem
  chosen: boolean
  onChoose: (id: string) => void
  onPoint: (id: string | null) => void
}) {
  const t = useRainText()
  const language = useLanguage()
  const { item, chosen, onChoose, onPoint } = props
  return (
    <tr
      className={cx(chosen && 'is-chosen', classNow(item) > 0 && 'is-flooded')}
      onClick={() => onChoose(item.station)}
      onPointerEnter={() => onPoint(item.station)}
    >
      <th scope="row" className="rn-why">
        <button
          type="button"
          aria-expanded={chosen}
          onClick={(event) => {
            event.stopPropagation()
            onChoose(item.station)
          }}
        >
          {item.name[language]}
        </button>
        <small>{item.risk.reason[language]}</small>
        {chosen && (
          <>
            <RiskGauges risk={item.risk} />
            <Link to={`/desk/stations/${encodeURIComponent(item.station)}`}>{t('flood.open')}</Link>
          </>
        )}
      </th>
      <td>
        <FloodNow item={item} />
      </td>
      <td>
        {classNow(item) > 0 && item.risk.level === 'none' ? (
          '–'
        ) : (
          <RiskTag level={item.risk.level} unconfirmed={item.risk.unconfirmed} />
        )}
      </td>
    </tr>
  )
}

function FloodNow({ item }: { item: FloodItem }) {
  const t = useRainText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const {
    depth_cm: cm,
    class: level,
    class_name: name,
    since,
    ended_at: ended,
    freshness,
    as_of: asOf,
  } = item
  if (cm === null || level === null || !name) return <span className="desk-none">{t('flood.noDepth')}</span>
  return (
    <span className={cx('rn-flood', !isFloodNow(item) && 'is-old')}>
      <span className="rn-flood__class">
        <i
          data-flood={level}
          aria-hidden="true"
          style={isFloodNow(item) ? { background: `var(--flood-${level})` } : undefined}
        />
        {name[language]}
      </span>
      <small className="num">
        {format.quantity(cm, 'cm')}
        {since !== null && ` · ${t('flood.since', { time: format.moment(Date.parse(since), now) })}`}
        {since === null &&
          ended !== null &&
          ` · ${t('flood.ended', { time: format.moment(Date.parse(ended), now) })}`}
      </small>
      {freshness !== 'fresh' && (
        <Age at={asOf === null ? null : Date.parse(asOf)} form="short" freshness={freshness} />
      )}
    </span>
  )
}
