import { flag } from '@city/domain/quality/flag.ts'
import { useRainTotals } from '../../api/queries.ts'
import { rainLevelOf } from '../../domainView/rainLevel.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { FreshValue } from '../../ui/FreshValue.tsx'
import { LevelDots } from '../../ui/LevelDots.tsx'
import { hourRainOf } from '../model/rainState.ts'
import { ParameterChart } from './ParameterChart.tsx'
import { SheetAge } from './SheetAge.tsx'

/** A gauge: the last hour, the last ten minutes, the last day. */
export function RainDetails({ station }: { station: LiveStation }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const format = useFormat()
  const now = useServerNow()
  const total = useRainTotals('1h').data?.items.find((one) => one.station === station.id)
  const hour = hourRainOf(station, total, now)
  const level = hour ? rainLevelOf(hour.mm) : null
  const { latest, time, interval_s: intervalS } = station
  return (
    <>
      <div className="sheet__hero">
        <FreshValue
          size="l"
          label={t('rain.lastHour')}
          value={hour?.mm ?? latest?.values.rain_1h}
          unit="mm"
          decimals={1}
          observedAt={hour?.time ?? time}
          intervalS={intervalS}
          flag={hour ? (hour.suspectMm > 0 ? flag.suspect : undefined) : latest?.flags.rain_1h}
          age="never"
        />
        <FreshValue
          size="m"
          label={t('rain.lastTen')}
          value={latest?.values.rain_10m}
          unit="mm"
          decimals={1}
          observedAt={time}
          intervalS={intervalS}
          flag={latest?.flags.rain_10m}
          age="never"
        />
        <p className="sheet__meta">
          {level !== null && (
            <span className="sheet__level">
              {common(`rain.level.${level}`)} <LevelDots level={level} of={5} />
              <br />
            </span>
          )}
          {hour && hour.suspectMm > 0 && (
            <span className="sheet__level">
              {hour.suspectMm < hour.mm
                ? common('rain.partUnconfirmed', { mm: format.quantity(hour.suspectMm, 'mm', 1) })
                : common('risk.unconfirmed')}
              <br />
            </span>
          )}
          <SheetAge station={station} />
        </p>
      </div>
      <ParameterChart station={station} parameters={['rain_10m']} />
    </>
  )
}
