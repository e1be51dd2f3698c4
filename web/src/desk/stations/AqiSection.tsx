import { useEffect, useState } from 'react'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { useStationAqi } from '../../api/queries.ts'
import { shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { download } from '../parts/download.ts'
import { Section } from '../parts/Section.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { aqiCsv } from './aqiCsv.ts'
import { AqiDay } from './AqiDay.tsx'
import { AqiExplained } from './AqiExplained.tsx'
import { shownParameter } from './shownParameters.ts'

/** VN_AQI of the last 24 hours: each hour as a column, the chosen one explained. */
export function AqiSection({ station }: { station: LiveStation }) {
  const { t } = useText('desk')
  const query = useStationAqi(station.id)
  const { data, refetch } = query
  const newest = station.index?.time
  const behind =
    data !== undefined && newest !== undefined && !data.points.some((one) => same(one.time, newest))
  useEffect(() => {
    if (behind) void refetch()
  }, [behind, newest, refetch])
  return (
    <Section
      title={t('aqi.title')}
      aside={
        data && (
          <Button
            look="quiet"
            size="s"
            onPress={() => download(`${station.id}-vn_aqi.csv`, aqiCsv(data), 'text/csv;charset=utf-8')}
          >
            {t('download')}
          </Button>
        )
      }
    >
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('aqi.what')} lines={5}>
        {(aqi) => <Hours aqi={aqi} station={station} />}
      </Loaded>
    </Section>
  )
}

function same(one: string, other: string): boolean {
  return Date.parse(one) === Date.parse(other)
}

function Hours({ aqi, station }: { aqi: StationAqi; station: LiveStation }) {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const [chosen, setChosen] = useState<string | null>(null)
  const last = aqi.points.at(-1)
  const point = aqi.points.find(({ time }) => time === chosen) ?? last
  if (!point) return <EmptyState title={t('aqi.none')} />
  const from = Date.parse(point.time)
  const isNewest = point === last
  const name = (point.main && shownParameter(station, point.main)?.name[language]) ?? point.main
  return (
    <>
      <div className="st-aqi__head">
        <AqiBadge
          size="m"
          value={point.aqi}
          band={point.band}
          freshness={
            isNewest ? shownFreshness({ ...station, index: indexAt(station, point.time) }, now) : 'fresh'
          }
        />
        <div className="st-aqi__when">
          <span className="num">
            {t('aqi.hour', {
              from: format.time(from),
              to: format.time(from + hourMs),
              date: format.date(from),
            })}
            {isNewest && ` · ${t('aqi.newest')}`}
          </span>
          <span>{name === null ? t('aqi.noMain') : t('aqi.main', { name })}</span>
        </div>
      </div>
      <AqiDay points={aqi.points} chosen={point.time} onChoose={setChosen} />
      <AqiExplained point={point} station={station} method={aqi.method} />
    </>
  )
}

/** The live index if it is of this hour: its age decides whether the newest hour is still fresh. */
function indexAt({ index }: LiveStation, time: string): LiveStation['index'] {
  return index ? { ...index, time } : null
}
