import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { useDurationText } from '../parts/useDurationText.ts'
import { useJournal, type JournalState } from './useJournal.ts'
import { useReadiness } from '../../api/useReadiness.ts'

/** What waits for the series store, and how fast it goes; nothing while nothing waits. */
export function JournalLine() {
  const { t } = useText('desk')
  const format = useFormat()
  const now = useServerNow()
  const journal = useJournal()
  const series = useReadiness().data?.dependencies.find(({ name }) => name === 'series')
  if (!journal || journal.readings === 0) return null
  const { readings, oldestAt } = journal
  const away = series?.state === 'away'
  return (
    <section className="src-journal" role="status" aria-label={t('sources.journal.label')}>
      <p>
        {away && `${t('sources.journal.away', { time: format.moment(Date.parse(series.since), now) })} `}
        {t('sources.journal.waiting', {
          count: readings,
          n: format.number(readings),
          time: oldestAt === null ? '–' : format.moment(oldestAt, now),
        })}{' '}
        <Pace journal={journal} away={away} />
      </p>
    </section>
  )
}

function Pace({ journal: { pace }, away }: { journal: JournalState; away: boolean }) {
  const { t } = useText('desk')
  const format = useFormat()
  const durationText = useDurationText()
  if (!pace) return null
  const rate = format.number(Math.abs(Math.round(pace.perS)))
  if (pace.perS < 0 && pace.remainingS !== null)
    return <b>{t('sources.journal.draining', { rate, left: durationText(Math.max(1, pace.remainingS)) })}</b>
  if (Math.round(pace.perS) > 0) return <>{t('sources.journal.growing', { rate })}</>
  return away ? null : <>{t('sources.journal.steady')}</>
}
