import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { Fact, Facts } from '../parts/Fact.tsx'
import { ClockFact } from './ClockFact.tsx'

/** What the registry says of a station. */
export function StationFacts({ station }: { station: LiveStation }) {
  const { t } = useText('desk')
  const format = useFormat()
  const { name, id, owner, kind, lat, lon, interval_s: intervalS, flood_trigger: trigger } = station
  const word = (group: 'quality' | 'kinds', code: string) =>
    code
      ? t(`facts.${group}.${code}` as 'facts.quality.surveyed', { defaultValue: code })
      : t('facts.unknown')
  return (
    <Facts>
      <Fact name={t('language.vi')} wide>
        {name.vi}
      </Fact>
      <Fact name={t('language.en')} wide>
        {name.en}
      </Fact>
      <Fact name={t('facts.id')}>{id}</Fact>
      <Fact name={t('facts.kind')}>{word('kinds', kind)}</Fact>
      <Fact name={t('facts.interval')}>{t('facts.minutes', { count: Math.round(intervalS / 6) / 10 })}</Fact>
      <Fact name={t('facts.position')}>
        <span className="num">
          {format.number(lat, 4)}; {format.number(lon, 4)}
        </span>
        <br />
        {word('quality', station.position_quality)}
      </Fact>
      {trigger && (
        <Fact name={t('facts.trigger')} wide>
          {trigger.window_min === null
            ? t('facts.triggerAny', { mm: format.number(trigger.mm) })
            : t('facts.triggerText', {
                mm: format.number(trigger.mm),
                minutes: format.number(trigger.window_min),
              })}
        </Fact>
      )}
      <ClockFact station={station} />
      <Fact name={t('facts.owner')} wide>
        {owner || t('facts.unknown')}
      </Fact>
    </Facts>
  )
}
