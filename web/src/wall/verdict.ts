import type { AqiBand } from '@city/domain/air/aqiTable.ts'
import { levelOf } from '../domainView/airBand.ts'
import { countFrom, type AirPicture } from './picture/airPicture.ts'
import type { CameraPicture } from './picture/cameraPicture.ts'
import type { DossierPicture } from './picture/dossierPicture.ts'
import type { FloodPicture } from './picture/floodPicture.ts'
import type { LakePicture } from './picture/lakePicture.ts'
import type { RainPicture } from './picture/rainPicture.ts'

/** Everything that the wall says about the city at one moment. */
export interface Pictures {
  air: AirPicture
  rain: RainPicture
  flood: FloodPicture
  lake: LakePicture
  cameras: CameraPicture
  dossiers: DossierPicture
}

export type Tone = 'calm' | 'watch' | 'alarm' | 'unknown'

/** One part of the verdict; words are made of it by verdictText.ts. `unconfirmed`: by suspect rain (flag 3) alone. */
export type Clause =
  | { is: 'flooded'; points: number; cm: number }
  | { is: 'riskLikely' | 'riskWidespread' | 'riskSevere'; points: number; unconfirmed?: true }
  | { is: 'heavyRain' | 'heavyRain2h'; mm: number; unconfirmed?: true }
  | { is: 'airPoor'; best: AqiBand; worst: AqiBand; count: number; of: number }
  | { is: 'airFine'; best: AqiBand; worst: AqiBand }
  | { is: 'lakeOxygen'; mgL: number }
  | { is: 'camerasDown'; down: number; of: number }
  | { is: 'noFlood' | 'floodUnknown' | 'airUnknown' | 'allUnknown' }

/** The answer to "is the city all right now?". `clauses`: worst first, at most two for the headline; `more`: what air
 *  and flooding still have to say. `storm`: the rain and flood scene stays. */
export interface Verdict {
  tone: Tone
  clauses: readonly Clause[]
  more: readonly Clause[]
  storm: boolean
}

interface Weighed {
  clause: Clause
  /** 0 nothing to do; 1 not known; 2 and 3 attention; 4 and 5 act now */
  weight: number
}

/** Levels of the dashboard, environment reference 5.2: watch 25 mm/1 h or 40 mm/2 h; act 50 mm/1 h or 50 mm/2 h. */
const rainWatch = { hour: 25, twoHours: 40 }
const rainAct = { hour: 50, twoHours: 50 }
/** Below class D of QCVN 08:2023, lakes: fish die. */
const oxygenAct = 2
/** What only suspect rain shows asks for attention, whatever its amount; to act, it has to be confirmed. */
const unconfirmedWeight = 3.3
/** Share of the expected cameras without signal that is news for the city. */
const camerasShare = 0.2

/** What the city's state comes to. Old values do not enter: what is not known now is said to be not known. */
export function verdictOf({ air, rain, flood, lake, cameras }: Omit<Pictures, 'dossiers'>): Verdict {
  const nothingCurrent = [air, rain, flood, lake.oxygen].every(({ quality }) => quality !== 'current')
  if (nothingCurrent) return { tone: 'unknown', clauses: [{ is: 'allUnknown' }], more: [], storm: false }
  const flooding = weighFlood(flood)
  const airs = weighAir(air)
  const raining = weighRain(rain)
  const rest = [weighLake(lake), weighCameras(cameras)]
  const all = [flooding, airs, raining, ...rest]
    .filter((one): one is Weighed => one !== null)
    .toSorted((a, b) => b.weight - a.weight)
  const clauses = all.slice(0, 2).map(({ clause }) => clause)
  const top = all[0]?.weight ?? 0
  return {
    tone: top >= 4 ? 'alarm' : top >= 2 ? 'watch' : top === 1 ? 'unknown' : 'calm',
    clauses,
    more: [flooding.clause, airs.clause].filter((clause) => !clauses.includes(clause)),
    storm: flooding.weight >= 3 || raining !== null,
  }
}

/** Risk where nothing is flooded yet: from "likely" on it is news, "widespread" asks to act (environment reference 5.2). */
function weighRisk(risk: FloodPicture['risk']): Weighed | null {
  if (!risk) return null
  const { level, points } = risk
  if (level === 'severe') return { clause: { is: 'riskSevere', points }, weight: 4.9 }
  if (level === 'widespread') return { clause: { is: 'riskWidespread', points }, weight: 4.7 }
  return level === 'likely' ? { clause: { is: 'riskLikely', points }, weight: 3.2 } : null
}

function weighFlood({ quality, flooded, risk, unconfirmedRisk }: FloodPicture): Weighed {
  if (quality !== 'current') return { clause: { is: 'floodUnknown' }, weight: 1 }
  const [deepest] = flooded
  if (!deepest)
    return heavier(weighRisk(risk), weighRisk(unconfirmedRisk)) ?? { clause: { is: 'noFlood' }, weight: 0 }
  const clause: Clause = { is: 'flooded', points: flooded.length, cm: deepest.cm }
  return { clause, weight: deepest.depth.class >= 3 ? 5 : 3 }
}

function weighRain({ quality, max1h, max2h, confirmed }: RainPicture): Weighed | null {
  if (quality !== 'current') return null
  return heavier(
    weighAmounts(confirmed.max1h ?? 0, confirmed.max2h ?? 0),
    weighAmounts(max1h?.mm ?? 0, max2h?.mm ?? 0),
  )
}

/** What is confirmed, unless suspect rain makes more of it: that is then said, with its mark and the weight of attention. */
function heavier(confirmed: Weighed | null, standing: Weighed | null): Weighed | null {
  if (!standing || standing.weight <= (confirmed?.weight ?? 0)) return confirmed
  const weight = Math.min(standing.weight, unconfirmedWeight)
  if (confirmed && confirmed.weight >= weight) return confirmed
  return { clause: { ...standing.clause, unconfirmed: true } as Clause, weight }
}

function weighAmounts(hour: number, twoHours: number): Weighed | null {
  const act = hour >= rainAct.hour || twoHours >= rainAct.twoHours
  if (!act && hour < rainWatch.hour && twoHours < rainWatch.twoHours) return null
  const clause: Clause =
    hour >= rainWatch.hour ? { is: 'heavyRain', mm: hour } : { is: 'heavyRain2h', mm: twoHours }
  return { clause, weight: act ? 4.5 : 2.5 }
}

function weighAir(air: AirPicture): Weighed {
  const [worst] = air.points
  if (air.quality !== 'current' || !worst) return { clause: { is: 'airUnknown' }, weight: 1 }
  const poor = air.points.filter(({ band }) => levelOf(band) >= levelOf('poor'))
  if (poor.length === 0) {
    const best = air.points.at(-1)?.band ?? worst.band
    return { clause: { is: 'airFine', best, worst: worst.band }, weight: 0 }
  }
  const best = poor.at(-1)?.band ?? worst.band
  const clause: Clause = { is: 'airPoor', best, worst: worst.band, count: poor.length, of: air.known }
  const act = countFrom(air, 'very_bad') > 0 || countFrom(air, 'bad') * 3 >= air.known
  return { clause, weight: act ? 4 : 2.8 }
}

function weighLake({ oxygen: { quality, value } }: LakePicture): Weighed | null {
  if (quality !== 'current' || value === null || value >= oxygenAct) return null
  return { clause: { is: 'lakeOxygen', mgL: value }, weight: 2.6 }
}

function weighCameras({ quality, down, expected }: CameraPicture): Weighed | null {
  if (quality !== 'current' || down.length < expected * camerasShare) return null
  return { clause: { is: 'camerasDown', down: down.length, of: expected }, weight: 2 }
}
