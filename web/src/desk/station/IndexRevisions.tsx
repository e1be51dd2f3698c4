import type { StationAqi } from '@city/domain/api/schemas.ts'
import { dayMs, hourMs } from '@city/domain/time/hanoiTime.ts'
import { useStationAqi } from '../../api/queries.ts'
import { lateChange } from '../../domainView/lateChange.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { useDaysAsked } from './IndexCard.tsx'
import { usePageText } from './usePageText.ts'

/** Indices that changed after they were first published: late data, corrections and changed flags. */
export function IndexRevisions({ station }: { station: LiveStation }) {
  const t = usePageText()
  const format = useFormat()
  const now = useServerNow()
  const hours = useStationAqi(station.id)
  const days = useStationAqi(station.id, useDaysAsked())
  const rows = [...revisedOf(hours.data), ...revisedOf(days.data)].toSorted((a, b) => b.at - a.at)
  return (
    <>
      <h3 className="sp-sub">{t('revisions.indices')}</h3>
      {rows.length === 0 ? (
        <p className="desk-none">{t('revisions.indexNone')}</p>
      ) : (
        <ul className="sp-list">
          {rows.map(({ kind, time, at, was, value }) => (
            <li key={`${kind} ${time}`}>
              {kind === 'hour'
                ? t('revisions.indexHour', { time: format.moment(time, now) })
                : t('revisions.indexDay', { date: format.date(time) })}
              :{' '}
              <b className="num">
                {t('revisions.change', {
                  was: was ?? t('revisions.none'),
                  value: value ?? t('revisions.none'),
                })}
              </b>{' '}
              <small>{t('revisions.at', { time: format.moment(at, now) })}</small>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function revisedOf(answer: StationAqi | undefined) {
  return (answer?.points ?? []).flatMap((point) => {
    const revised = answer && lateChange(point, answer.kind === 'hour' ? hourMs : dayMs)
    if (!revised) return []
    const { at, was } = revised
    return [{ kind: answer.kind, time: Date.parse(point.time), at: Date.parse(at), was, value: point.aqi }]
  })
}
