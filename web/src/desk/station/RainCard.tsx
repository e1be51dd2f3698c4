import { useRainTotals } from '../../api/queries.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Unconfirmed } from '../../ui/Unconfirmed.tsx'
import { Card } from '../parts/Card.tsx'
import { Figure } from '../parts/Figure.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { EventsTable } from '../rain/EventsTable.tsx'
import '../rain/rain.css'
import { useRainText } from '../rain/useRainText.ts'
import { usePageText } from './usePageText.ts'

const windows = ['15m', '1h', '2h', '24h', 'since_19h', '48h'] as const

/** What fell at a gauge over several windows, and its rain events; above them why the amounts are not known, where the
 *  gauge is taken for blocked. */
export function RainCard({ station }: { station: LiveStation }) {
  const t = usePageText()
  const rain = useRainText()
  const query = useRainTotals('24h')
  const language = useLanguage()
  const blocked = query.data?.items.find((one) => one.station === station.id)?.blocked
  return (
    <Card title={t('rain.title')} className="sp__index">
      <StaleAnswer query={query} />
      <Loaded query={query} what={rain('whatTotals')} lines={3}>
        {() => (
          <>
            {blocked && <p className="desk-stale">{blocked.text[language]}</p>}
            <dl className="page-figures">
              {windows.map((window) => (
                <Total key={window} station={station.id} window={window} />
              ))}
            </dl>
          </>
        )}
      </Loaded>
      <h3 className="sp-sub">{t('rain.events')}</h3>
      <EventsTable station={station.id} days={30} blocked={Boolean(blocked)} />
    </Card>
  )
}

function Total({ station, window }: { station: string; window: (typeof windows)[number] }) {
  const t = usePageText()
  const rain = useRainText()
  const language = useLanguage()
  const format = useFormat()
  const item = useRainTotals(window).data?.items.find((one) => one.station === station)
  const mm = item?.total_mm ?? null
  return (
    <Figure
      label={rain(`window.${window}.short`)}
      value={mm === null ? null : format.number(mm, 1)}
      unit="mm"
      size={window === '1h' ? 'l' : 'm'}
      note={
        <>
          {item && mm !== null && !item.complete
            ? t('rain.atLeast', { percent: format.percent(1 - item.coverage, 0) })
            : item?.intensity_class?.name[language]}{' '}
          {item?.with_suspect && <Unconfirmed mm={item.suspect_mm} />}
        </>
      }
    />
  )
}
