import { aqiBands } from '@city/domain/air/aqiTable.ts'
import { useMemo } from 'react'
import { useStationAqi } from '../../api/queries.ts'
import { lateChange } from '../../domainView/lateChange.ts'
import { shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { Advice } from '../answers/Advice.tsx'
import { DailyIndex } from './DailyIndex.tsx'
import { Part } from './Part.tsx'
import { SheetChart } from './SheetChart.tsx'
import { SheetAge } from './SheetAge.tsx'
import { SubIndices } from './SubIndices.tsx'
import { Values } from './Values.tsx'

const hourMs = 3_600_000
const bands = aqiBands.map(({ band, upTo }, place) => ({
  from: place === 0 ? 0 : aqiBands[place - 1]!.upTo,
  to: upTo,
  fill: `var(--aqi-${band})`,
}))

/** Everything that Decision 1459/QĐ-TCMT wants beside a published index (Table 3): band colour, all sub-indices with
 *  the largest pointed out, advice, method, source; place and coordinates stand in Where. */
export function AirDetails({ station }: { station: LiveStation }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const aqi = useStationAqi(station.id)
  const { index } = station
  const freshness = shownFreshness(station, now)
  const from = index ? Date.parse(index.time) : null
  const newest = aqi.data?.points.find(({ time }) => index && Date.parse(time) === from)
  const explain = newest?.explain
  const revised = newest ? lateChange(newest, hourMs) : null
  const points = useMemo(
    () => (aqi.data?.points ?? []).map(({ time, aqi: value }) => ({ time: Date.parse(time), value })),
    [aqi.data],
  )
  const known = index?.value != null && index.band !== null && freshness !== 'silent'
  return (
    <>
      <div className="sheet__hero">
        <AqiBadge
          value={index?.value ?? null}
          band={index?.band ?? null}
          freshness={index ? freshness : 'silent'}
          size="l"
          named={known}
        />
        {!known && (
          <p className="sheet__unknown">
            {freshness === 'silent' ? common('freshness.silent') : t('air.noIndex')}
          </p>
        )}
        <p className="sheet__meta">
          {known && from !== null ? (
            <>
              {common('aqi.name')},{' '}
              {t('air.hour', { from: format.moment(from, now), to: format.time(from + hourMs) })}
              <br />
              <Age at={from + hourMs} freshness={freshness} />
            </>
          ) : (
            <SheetAge station={station} />
          )}
        </p>
      </div>
      {known && index.band && freshness !== 'stale' && <Advice band={index.band} withEffect />}
      {index && known && (
        <Part title={t('sheet.index')}>
          <SubIndices index={index} parameters={station.parameters} old={freshness === 'stale'} />
        </Part>
      )}
      <Part title={t('sheet.last24h')}>
        <SheetChart
          query={aqi}
          what={t('what.index')}
          name={common('aqi.name')}
          unit=""
          decimals={0}
          points={points}
          stepMs={hourMs}
          bands={bands}
        />
      </Part>
      <DailyIndex station={station} />
      <Part title={t('sheet.values')}>
        <Values station={station} />
      </Part>
      <Part title={t('sheet.method')}>
        <p className="sheet__text">{t('sheet.methodText')}</p>
        {explain && <p className="sheet__text">{explain.text[language]}</p>}
        {revised && (
          <p className="sheet__text">
            {t('sheet.revised', {
              time: format.moment(Date.parse(revised.at), now),
              was: revised.was ?? '–',
            })}
          </p>
        )}
        {index && <p className="sheet__small">{index.method}</p>}
      </Part>
    </>
  )
}
