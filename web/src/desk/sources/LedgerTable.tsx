import { Fragment, useState } from 'react'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { HourStrip } from './HourStrip.tsx'
import type { LedgerCounts, LedgerSource } from './ledgerBySource.ts'
import { useSourceText } from './useSourceText.ts'
import { useStationText } from './useStationText.ts'

const columns = ['received', 'stored', 'duplicate', 'rejected', 'waiting'] as const

/** Starts of hours this far back, ms, say that nothing came in the last full hour. */
const quietMs = 2 * hourMs

/** One line a source with its 24 hours, and under it, when open, one line a station.
 *  `opened`: all are open, because something was searched. */
export function LedgerTable(props: {
  sources: readonly LedgerSource[]
  opened: boolean
  hour: number | null
  onHour: (hour: number | null) => void
}) {
  const { t } = useText('desk')
  const { sources, opened, hour, onHour } = props
  const sourceText = useSourceText()
  const stationText = useStationText()
  // A source that is off shows where by itself; others open on demand, as a hundred stations hide the next source.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const toggle = (source: string) => {
    const next = new Set(turned)
    if (!next.delete(source)) next.add(source)
    setTurned(next)
  }
  const off = sources.some((one) => one.off > 0)
  const width = columns.length + (off ? 3 : 2)
  return (
    <div className="desk-scroll" tabIndex={0} role="region" aria-label={t('sources.ledger.title')}>
      <table className="desk-table src-table">
        <thead>
          <tr>
            <th scope="col">{t('sources.ledger.source')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="is-number">
                {t(`sources.ledger.${column}`)}
              </th>
            ))}
            {off && (
              <th scope="col" className="is-number">
                {t('sources.ledger.difference')}
              </th>
            )}
            <th scope="col" className="is-number" title={t('sources.ledger.lastHint')}>
              {t('sources.ledger.last')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ source, stations, hours, ...counts }) => {
            const isOpen = opened || (sources.length === 1 || counts.off > 0) !== turned.has(source)
            const name = sourceText(source)
            return (
              <Fragment key={source}>
                <tr className={cx('src-table__source', counts.off > 0 && 'is-broken')}>
                  <th scope="rowgroup" colSpan={width}>
                    <button
                      type="button"
                      aria-expanded={isOpen}
                      aria-label={t('sources.ledger.show', { source: name })}
                      onClick={() => toggle(source)}
                    >
                      <span className="src-table__arrow" aria-hidden="true" />
                      <span className="src-table__name">{name}</span>
                      <small>{t('sources.ledger.stations', { count: stations.length })}</small>
                    </button>
                  </th>
                </tr>
                <tr className={cx('src-table__sum', counts.off > 0 && 'is-broken')}>
                  <td>
                    <HourStrip source={name} hours={hours} chosen={hour} onChoose={onHour} />
                  </td>
                  <Counts counts={counts} off={off} quiet={hour === null} />
                </tr>
                {isOpen &&
                  stations.map((one) => (
                    <tr key={one.station} className={cx('src-table__station', one.off > 0 && 'is-broken')}>
                      <th scope="row">{stationText(one.station)}</th>
                      <Counts counts={one} off={off} quiet={hour === null} />
                    </tr>
                  ))}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Counts in their columns. `off`: the table has a column for what is missing; `quiet`: silence since hours is marked. */
function Counts({ counts, off, quiet }: { counts: LedgerCounts; off: boolean; quiet: boolean }) {
  const format = useFormat()
  const now = useServerNow()
  return (
    <>
      {columns.map((column) => (
        <td
          key={column}
          className={cx(
            'is-number num',
            counts[column] === 0 && 'is-zero',
            column === 'rejected' && counts.rejected > 0 && 'is-warn',
            column === 'waiting' && counts.waiting > 0 && 'is-waiting',
          )}
        >
          {format.number(counts[column])}
        </td>
      ))}
      {off && (
        <td className={cx('is-number num', counts.off > 0 ? 'is-alarm' : 'is-zero')}>
          {format.number(counts.difference)}
          {counts.off > 1 && <small> ×{format.number(counts.off)}</small>}
        </td>
      )}
      <td className={cx('is-number num', quiet && now - counts.lastHour > quietMs && 'is-warn')}>
        {counts.lastHour === 0 ? '–' : format.moment(counts.lastHour, now)}
      </td>
    </>
  )
}
