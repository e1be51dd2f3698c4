import type { FloodList, FloodRisk } from '@city/domain/api/flood.ts'
import { rainStandsMs } from '../../domainView/agedFlood.ts'
import { riskLevelOf, riskRank } from '../../domainView/riskLevel.ts'

/** Risk of each flood point by its id. */
export type FloodRisks = ReadonlyMap<string, FloodRisk>

/** The risks of an answer; null when it is too old to stand for now. @param now server clock, ms */
export function floodRisksOf({ now: asOf, items }: FloodList, now: number): FloodRisks | null {
  if (now - Date.parse(asOf) > rainStandsMs) return null
  return new Map(items.map(({ station, risk }) => [station, risk]))
}

/** Points that may flood (watch and higher) and are not among those measured as flooded, worst first. */
export function mayFloodOf(
  risks: FloodRisks,
  flooded: readonly { station: { id: string } }[],
): { id: string; risk: FloodRisk }[] {
  const measured = new Set(flooded.map(({ station }) => station.id))
  return [...risks]
    .map(([id, risk]) => ({ id, risk }))
    .filter(({ id, risk }) => (riskLevelOf(risk.level) ?? 0) > 0 && !measured.has(id))
    .toSorted(
      (a, b) =>
        riskRank(b.risk.level) - riskRank(a.risk.level) ||
        Number(a.risk.unconfirmed) - Number(b.risk.unconfirmed),
    )
}

type RiskGauge = FloodRisk['gauges'][number]

/** The gauge whose rain makes the risk: the highest level decides, of equal ones one that is confirmed, then the nearer.
 *  `standingMm`: with suspect rain where only that reaches the level. Undefined when no gauge told any rain. */
export function decidingGauge({ gauges }: FloodRisk): (RiskGauge & { standingMm: number }) | undefined {
  const [worst] = gauges.toSorted(
    (a, b) => riskRank(b.level) - riskRank(a.level) || Number(a.unconfirmed) - Number(b.unconfirmed),
  )
  if (!worst || (worst.mm === null && !worst.unconfirmed)) return undefined
  return { ...worst, standingMm: (worst.mm ?? 0) + (worst.unconfirmed ? worst.suspect_mm : 0) }
}
