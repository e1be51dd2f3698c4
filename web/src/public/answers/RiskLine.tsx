import { useText } from '../../i18n/i18n.ts'
import { RiskTag } from '../../ui/RiskTag.tsx'
import type { FloodedPoint } from '../model/floodState.ts'
import { mayFloodOf } from '../model/floodRisks.ts'
import { useFloodRisks } from '../model/useFloodRisks.ts'
import { useRainOfRisk } from '../model/useRainOfRisk.ts'

/** How many points may flood besides those that are flooded, with the reason of the worst; nothing while the risk is small. */
export function RiskLine({ flooded }: { flooded: readonly FloodedPoint[] }) {
  const { t } = useText('public')
  const rainOf = useRainOfRisk()
  const risks = useFloodRisks()
  const risky = risks ? mayFloodOf(risks, flooded) : []
  const [worst] = risky
  if (!worst) return null
  return (
    <p className="answer__risk">
      {t(flooded.length > 0 ? 'flood.moreMayFlood' : 'flood.mayFloodCount', { count: risky.length })}
      {risky.length > 1 && t('flood.worst')}{' '}
      <RiskTag level={worst.risk.level} unconfirmed={worst.risk.unconfirmed} />
      <br />
      {rainOf(worst.risk)}.
    </p>
  )
}
