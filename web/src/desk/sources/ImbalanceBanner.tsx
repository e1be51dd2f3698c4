import { useMemo } from 'react'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { useLedger } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { imbalancesOf, type Imbalance } from './imbalance.ts'
import { useSourceText } from './useSourceText.ts'
import { useStationText } from './useStationText.ts'

const shownRows = 4

/** Says in red that the ledger does not balance, and where; nothing while it does. */
export function ImbalanceBanner({ onLook }: { onLook: () => void }) {
  const { t } = useText('desk')
  const format = useFormat()
  const now = useServerNow()
  const ledger = useLedger().data
  const off = useMemo(() => ledger && imbalancesOf(ledger), [ledger])
  if (!ledger || !off) return null
  const older = ledger.unbalanced.rows - off.rows.length
  if (off.n === 0 && older <= 0) return null
  const more = off.rows.length - shownRows
  const { booked, readings: held } = ledger.journal
  const counts = {
    booked: format.number(booked),
    held: format.number(held),
    n: format.number(Math.abs(off.journal)),
  }
  return (
    <section className="src-alarm" role="alert">
      <header>
        <h2>
          {off.n > 0
            ? t('sources.imbalance.title', { n: format.number(off.n) })
            : olderText(older, ledger.unbalanced.oldest_at)}
        </h2>
        <p>{t('sources.imbalance.lead')}</p>
        {off.rows.length > 0 && (
          <Button size="s" onPress={onLook}>
            {t('sources.imbalance.look')}
          </Button>
        )}
      </header>
      {off.n > 0 && (
        <ul>
          {off.rows.slice(0, shownRows).map((row) => (
            <Row key={`${row.source} ${row.station} ${row.hour}`} row={row} />
          ))}
          {off.journal !== 0 && (
            <li>
              {off.journal > 0
                ? t('sources.imbalance.journalMissing', counts)
                : t('sources.imbalance.journalSurplus', counts)}
            </li>
          )}
          {more > 0 && <li>{t('sources.imbalance.more', { count: more, n: format.number(more) })}</li>}
          {older > 0 && <li>{olderText(older, ledger.unbalanced.oldest_at)}</li>}
        </ul>
      )}
    </section>
  )

  function olderText(count: number, oldest: string | null): string {
    const time = oldest === null ? '–' : format.moment(Date.parse(oldest), now)
    return t('sources.imbalance.older', { count, n: format.number(count), time })
  }
}

function Row({ row: { source, station, hour, received, missing } }: { row: Imbalance }) {
  const { t } = useText('desk')
  const format = useFormat()
  const now = useServerNow()
  const sourceText = useSourceText()
  const stationText = useStationText()
  const place = t('sources.imbalance.row', {
    source: sourceText(source),
    station: stationText(station),
    hour: `${format.moment(hour, now)}–${format.time(hour + hourMs)}`,
  })
  const counts = { received: format.number(received), n: format.number(Math.abs(missing)) }
  return (
    <li>
      {place}:{' '}
      <b>{missing > 0 ? t('sources.imbalance.missing', counts) : t('sources.imbalance.surplus', counts)}</b>
    </li>
  )
}
