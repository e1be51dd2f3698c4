import { findParameter, type Parameter } from '@city/domain/station/parameter.ts'
import type { Domain } from '@city/domain/station/station.ts'
import type { Random } from '../random.ts'

export type Values = Record<string, number>

/** Of a hundred values one is doubtful or wrong, so that flags come and go. */
const oddShare = 0.01

/** A value as a station sends it: mostly inside the good range, with few decimals or with all that a double has. */
export function drawValue(random: Random, domain: Domain, parameter: string): number {
  const known = findParameter(domain, parameter)
  if (!known) throw new Error(`${domain} has no parameter ${parameter}`)
  const [low, high] = rangeOf(random, known)
  const value = random.between(low, high)
  if (random.chance(0.1)) return value
  const rounded = Number(value.toFixed(random.whole(0, 3)))
  // Minus zero is the same value as zero and has another spelling.
  return rounded === 0 ? 0 : rounded
}

function rangeOf(random: Random, { fail, suspect }: Parameter): readonly [number, number] {
  if (!fail || !suspect) return [1, 400]
  if (!random.chance(oddShare)) return suspect
  return random.chance(0.5) ? [suspect[1], fail[1]] : [fail[1], fail[1] * 1.5]
}

/** Values of some of the station's parameters, at least one. */
export function drawValues(random: Random, domain: Domain, parameters: readonly string[]): Values {
  const left = Math.min(parameters.length, random.whole(1, 4))
  const values: Values = {}
  for (const parameter of random.shuffled(parameters).slice(0, left))
    values[parameter] = drawValue(random, domain, parameter)
  return values
}

/** Another value for one or for all of these parameters. */
export function drawCorrection(random: Random, domain: Domain, present: Values): Values {
  const parameters = Object.keys(present)
  const chosen = random.chance(0.5) ? parameters : [random.pick(parameters)]
  const values: Values = {}
  for (const parameter of chosen) {
    do values[parameter] = drawValue(random, domain, parameter)
    while (values[parameter] === present[parameter])
  }
  return values
}
