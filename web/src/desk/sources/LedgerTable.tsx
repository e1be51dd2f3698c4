import { Fragment, useState } from 'react'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import type { LedgerCounts, LedgerSource } from './ledgerBySource.ts'
import { useSourceText } from './useSourceText.ts'

const columns = ['received', 'stored', 'duplicate', 'rejected', 'waiting'] as const

/** Starts of hours this far back, ms, say that nothing came in the last full hour. */
const quietMs = 2 * hourMs

/** One line a source and under it one line a station, unless closed. `opened`: all are open, because something was searched. */
export function LedgerTable({ sources, opened }: { sources: readonly LedgerSource[]; opened: boolean }) {
  const { t } = useText('desk')
  const sourceText = useSourceText()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const toggle = (source: string) => {
    const next = new Set(closed)
    if (!next.delete(source)) next.add(source)
    setClosed(next)
  }
  const stationText = (station: string) => {
    if (station === 'dossiers') return t('sources.ledger.dossierRow')
    if (station === 'indicators') return t('sources.ledger.indicatorRow')
    return station === '' || station === '?' ? t('sources.ledger.noStation') : station
  }
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
            <th scope="col" className="is-number">
              {t('sources.ledger.last')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ source, stations, ...counts }) => {
            const isOpen = opened || !closed.has(source)
            return (
              <Fragment key={source}>
                <tr className={cx('src-table__source', counts.off > 0 && 'is-broken')}>
                  <th scope="row">
                    <button
                      type="button"
                      aria-expanded={isOpen}
                      aria-label={t('sources.ledger.show', { source: sourceText(source) })}
                      onClick={() => toggle(source)}
                    >
                      <span className="src-table__arrow" aria-hidden="true" />
                      {sourceText(source)}
                      <small>{t('sources.ledger.stations', { count: stations.length })}</small>
                    </button>
                  </th>
                  <Counts counts={counts} />
                </tr>
                {isOpen &&
                  stations.map((one) => (
                    <tr key={one.station} className={cx('src-table__station', one.off > 0 && 'is-broken')}>
                      <th scope="row">{stationText(one.station)}</th>
                      <Counts counts={one} />
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

function Counts({ counts }: { counts: LedgerCounts }) {
  const { t } = useText('desk')
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
          )}
        >
          {format.number(counts[column])}
        </td>
      ))}
      <td className={cx('is-number num', now - counts.lastHour > quietMs && 'is-warn')}>
        {counts.off > 0 && (
          <b className="src-table__off">
            {t('sources.ledger.difference')} {format.number(counts.difference)} ×{format.number(counts.off)}
          </b>
        )}
        {counts.lastHour === 0 ? '–' : format.moment(counts.lastHour, now)}
      </td>
    </>
  )
}
