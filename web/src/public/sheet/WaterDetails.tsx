import { flag } from '@city/domain/quality/flag.ts'
import { useText } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { shownFreshness } from '../../domainView/markerLook.ts'
import { FreshValue } from '../../ui/FreshValue.tsx'
import { oxygenLevelOf } from '../model/lakeState.ts'
import { ParameterChart } from './ParameterChart.tsx'
import { Part } from './Part.tsx'
import { SheetAge } from './SheetAge.tsx'
import { Values } from './Values.tsx'
import { WaterIndex } from './WaterIndex.tsx'

/** A point of the lake: its oxygen in plain words, all values, no invented index. */
export function WaterDetails({ station }: { station: LiveStation }) {
  const { t } = useText('public')
  const now = useServerNow()
  const { latest, time, interval_s: intervalS } = station
  const freshness = shownFreshness(station, now)
  const current = freshness === 'fresh' || freshness === 'late'
  const oxygen = latest?.values.do
  const quality = latest?.flags.do ?? flag.good
  const measured = station.parameters.map(({ id }) => id)
  const hasOxygen = measured.includes('do')
  const order = ['do', 'temp', 'ph', 'turbidity', 'nh4n', 'chla', 'water_level', 'ec', 'cod', 'tss', 'flow']
  const charted = order.filter((id) => measured.includes(id))
  return (
    <>
      {hasOxygen && (
        <div className="sheet__hero">
          <FreshValue
            size="l"
            label={t('lake.oxygen')}
            value={oxygen}
            unit="mg/L"
            decimals={1}
            observedAt={time}
            intervalS={intervalS}
            flag={latest?.flags.do}
            age="never"
          />
          <p className="sheet__meta">
            <SheetAge station={station} />
          </p>
        </div>
      )}
      {hasOxygen && oxygen !== undefined && current && quality < flag.suspect && (
        <p className="sheet__note">{t(`lake.meaning.${oxygenLevelOf(oxygen)}`)}</p>
      )}
      <Part title={t('sheet.values')}>
        <Values station={station} />
      </Part>
      {charted.length > 0 && <ParameterChart station={station} parameters={charted} />}
      <WaterIndex station={station} />
      {hasOxygen && <p className="sheet__small">{t('lake.limits')}</p>}
    </>
  )
}
