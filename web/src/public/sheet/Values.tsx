import { findParameter } from '@city/domain/station/parameter.ts'
import { flag } from '@city/domain/quality/flag.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useFreshness } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { FreshValue } from '../../ui/FreshValue.tsx'

/** Every value of the newest reading with its unit and quality; the age once, as all are of one moment.
 *  `without`: parameters said elsewhere, or of no use to residents. */
export function Values(props: { station: LiveStation; without?: readonly string[] }) {
  const { t } = useText('public')
  const language = useLanguage()
  const { station, without = ['batt'] } = props
  const { latest, time, interval_s: intervalS, domain } = station
  const freshness = useFreshness(time, intervalS)
  const listed = station.parameters.map(({ id }) => id)
  const others = Object.keys(latest?.values ?? {}).filter((id) => !listed.includes(id))
  const parameters = [...listed, ...others]
    .filter((id) => !without.includes(id))
    .flatMap((id) => station.parameters.find((one) => one.id === id) ?? findParameter(domain, id) ?? [])
  const doubtful = Object.values(latest?.flags ?? {}).some((one) => one === flag.suspect)
  return (
    <>
      <div className="values">
        {parameters.map(({ id, name, unit, decimals }) => (
          <FreshValue
            key={id}
            label={name[language]}
            value={latest?.values[id]}
            unit={unit}
            decimals={decimals}
            observedAt={time}
            intervalS={intervalS}
            flag={latest?.flags[id]}
            size="s"
            age="never"
          />
        ))}
      </div>
      <p className="sheet__meta">
        <Age at={time} freshness={freshness} />
      </p>
      {doubtful && <p className="sheet__small">{t('sheet.suspect')}</p>}
    </>
  )
}
