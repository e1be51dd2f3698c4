import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { mayFloodOf } from '../model/floodRisks.ts'
import type { CityState } from '../model/useCityState.ts'
import { useFloodRisks } from '../model/useFloodRisks.ts'
import { useRainOfRisk } from '../model/useRainOfRisk.ts'
import { useUnconfirmedRain } from '../model/useUnconfirmedRain.ts'

/** What is measured, and under it what may flood because of the rain: each with its word before it. */
export function EmbedFloods({ state, onOpen }: { state: CityState; onOpen: (station: string) => void }) {
  const { t } = useText('public')
  const format = useFormat()
  const unconfirmed = useUnconfirmedRain()
  const { flood, rain } = state
  const flooded = flood.flooded.length
  const [deepest] = flood.flooded
  return (
    <dl className="embed__floods">
      <div className={cx('embed__measured', flooded > 0 && 'is-alarm')}>
        <dt>{t('flood.measured')}</dt>
        <dd>
          {flood.heard === 0
            ? t('flood.unknown')
            : deepest
              ? t('flood.countDeepest', { count: flooded, cm: format.quantity(deepest.depthCm, 'cm') })
              : t('flood.none')}
          <small>
            {rain.most && (
              <span>
                {t('embed.rain', { mm: format.quantity(rain.most.mm, 'mm', rain.most.mm < 10 ? 1 : 0) })}
                {rain.most.suspectMm > 0 && ` (${unconfirmed(rain.most)})`}
              </span>
            )}
            {flood.heard > 0 && flood.heard < flood.watched && (
              <span>{t('flood.heard', { heard: flood.heard, watched: flood.watched })}</span>
            )}
          </small>
        </dd>
      </div>
      <MayFlood state={state} onOpen={onOpen} />
    </dl>
  )
}

/** Nothing without risk; an unknown risk is said, for it is not none. */
function MayFlood({ state, onOpen }: { state: CityState; onOpen: (station: string) => void }) {
  const { t } = useText('public')
  const rainOf = useRainOfRisk()
  const risks = useFloodRisks()
  if (risks === undefined || risks?.size === 0) return null
  const risky = risks ? mayFloodOf(risks, state.flood.flooded) : []
  const [worst] = risky
  const isKnown = risks !== null && [...risks.values()].some(({ level }) => level !== 'unknown')
  if (!worst && isKnown) return null
  return (
    <div className="embed__risk">
      <dt>{t('flood.mayFlood')}</dt>
      <dd>
        {worst ? (
          <button type="button" onClick={() => onOpen(worst.id)}>
            <span>
              {t('flood.points', { count: risky.length })}
              {risky.length > 1 && t('flood.worst')}{' '}
              <RiskTag level={worst.risk.level} unconfirmed={worst.risk.unconfirmed} />
            </span>
            <small>{rainOf(worst.risk)}</small>
          </button>
        ) : (
          <RiskTag level="unknown" />
        )}
      </dd>
    </div>
  )
}
