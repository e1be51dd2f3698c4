import { useEffect, useState } from 'react'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { dayMs, hanoiDayStart, hourMs } from '@city/domain/time/hanoiTime.ts'
import { useStationAqi } from '../../api/queries.ts'
import { lateChange } from '../../domainView/lateChange.ts'
import { shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { Card } from '../parts/Card.tsx'
import { download } from '../parts/download.ts'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { aqiCsv } from '../stations/aqiCsv.ts'
import { AqiDay } from '../stations/AqiDay.tsx'
import { AqiExplained } from '../stations/AqiExplained.tsx'
import { shownParameter } from '../stations/shownParameters.ts'
import { AqiAdvice } from './AqiAdvice.tsx'
import { AqiReference } from './AqiReference.tsx'
import { usePageText } from './usePageText.ts'

type Kind = StationAqi['kind']
const kinds = ['hour', 'day'] as const

/** What a page asks of days: the last 30, the same question for a whole day. */
export function useDaysAsked(): { kind: 'day'; from: string } {
  const from = hanoiDayStart(useServerNow(60_000)) - 30 * dayMs
  return { kind: 'day', from: new Date(from).toISOString() }
}

/** VN_AQI by hour or by day: the newest as headline, the others as columns, the chosen one explained. */
export function IndexCard({ station }: { station: LiveStation }) {
  const t = usePageText()
  const [kind, setKind] = useState<Kind>('hour')
  const days = useDaysAsked()
  const query = useStationAqi(station.id, kind === 'day' ? days : {})
  const { data, refetch } = query
  const newest = station.index?.time
  const behind =
    kind === 'hour' &&
    data !== undefined &&
    newest !== undefined &&
    !data.points.some(({ time }) => Date.parse(time) === Date.parse(newest))
  useEffect(() => {
    if (behind) void refetch()
  }, [behind, newest, refetch])
  return (
    <Card
      title={t('index.title')}
      className="sp__index"
      aside={
        <>
          {data && (
            <Button
              look="quiet"
              size="s"
              onPress={() =>
                download(`${station.id}-vn_aqi-${kind}.csv`, aqiCsv(data), 'text/csv;charset=utf-8')
              }
            >
              {t('index.download')}
            </Button>
          )}
          <SegmentedControl
            label={t('index.kind')}
            value={kind}
            options={kinds.map((value) => ({ value, text: t(`index.${value}`) }))}
            onChange={setKind}
          />
        </>
      }
    >
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('index.what')} lines={8}>
        {(aqi) => <Points key={kind} aqi={aqi} station={station} />}
      </Loaded>
    </Card>
  )
}

function Points({ aqi, station }: { aqi: StationAqi; station: LiveStation }) {
  const t = usePageText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const [chosen, setChosen] = useState<string | null>(null)
  const { kind, points } = aqi
  // A day that has just begun has no index yet: the newest that has one is the headline.
  const last = points.findLast(({ aqi: value }) => value !== null) ?? points.at(-1)
  const point = points.find(({ time }) => time === chosen) ?? (kind === 'hour' ? points.at(-1) : last)
  if (!point) return <EmptyState title={t('index.none')} />
  const from = Date.parse(point.time)
  const revised = lateChange(point, kind === 'hour' ? hourMs : dayMs)
  const isNewest = point === points.at(-1)
  const name = (point.main && shownParameter(station, point.main)?.name[language]) ?? point.main
  const current =
    kind === 'hour' && isNewest
      ? shownFreshness({ ...station, index: station.index && { ...station.index, time: point.time } }, now)
      : 'fresh'
  return (
    <>
      <div className="st-aqi__head">
        <AqiBadge
          size="l"
          value={point.aqi}
          band={point.band}
          freshness={current}
          never={station.time === null}
        />
        <div className="st-aqi__when">
          <span className="num">
            {kind === 'hour'
              ? t('index.when', {
                  from: format.time(from),
                  to: format.time(from + hourMs),
                  date: format.date(from),
                })
              : t('index.ofDay', { date: format.date(from) })}
            {isNewest && ` · ${t('index.newest')}`}
          </span>
          <span>{name === null ? t('index.noMain') : t('index.main', { name })}</span>
          {revised && (
            <span className="sp-revised">
              {t('index.revised', {
                time: format.moment(Date.parse(revised.at), now),
                was: revised.was === null ? t('index.wasNone') : format.number(revised.was),
              })}
            </span>
          )}
        </div>
      </div>
      <AqiDay points={points} chosen={point.time} onChoose={setChosen} kind={kind} />
      <AqiExplained point={point} station={station} method={aqi.method} kind={kind} />
      {point.band && aqi.advice?.[point.band] && <AqiAdvice advice={aqi.advice[point.band]!} />}
      {point.reference && <AqiReference reference={point.reference} station={station} />}
    </>
  )
}
