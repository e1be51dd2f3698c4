/* VN_WQI, Decision 1460/QĐ-TCMT of 12 November 2019: groups and sub-index tables (environment.md 2.1, 2.2 [V2]). */

export const wqiGroups = ['I', 'II', 'III', 'IV', 'V'] as const
export type WqiGroup = (typeof wqiGroups)[number]

/** One sub-index table: linear between the knots, continuous at them; `below` the first knot and `above` the last the
 *  sub-index is constant, which gives the jumps of the Decision (N-NH4 at 0.3, coliforms above their last knot).
 *  Knots: [concentration in the parameter's canonical unit, sub-index]. */
export interface WqiTable {
  group: WqiGroup
  below: number
  knots: readonly (readonly [number, number])[]
  above: number
}

const levels = [100, 75, 50, 25, 10]

/** Concentrations of the sub-indices 100, 75, 50, 25 and, where the table goes on falling, 10. */
function falling(group: WqiGroup, ...concentrations: number[]): WqiTable {
  const knots = concentrations.map((one, at) => [one, levels[at]!] as const)
  return { group, below: 100, knots, above: 10 }
}

/** 100 below the first concentration and 75 from it on: Cd, Pb, Hg and N-NH4 are not interpolated there. */
function jumping(group: WqiGroup, ...concentrations: number[]): WqiTable {
  const knots = concentrations.map((one, at) => [one, levels[at + 1]!] as const)
  return { group, below: 100, knots, above: 10 }
}

/** Tables of all parameters; DO is judged in % of saturation (`do_sat`). The order decides a tie for the lowest one. */
export const wqiTables = {
  ph: {
    group: 'I',
    below: 10,
    knots: [
      [5.5, 50],
      [6, 100],
      [8.5, 100],
      [9, 50],
    ],
    above: 10,
  },
  aldrin: falling('II', 0.1),
  bhc: falling('II', 0.02),
  dieldrin: falling('II', 0.1),
  ddts: falling('II', 1),
  heptachlor: falling('II', 0.2),
  as: falling('III', 0.01, 0.02, 0.05, 0.1),
  cd: jumping('III', 0.005, 0.008, 0.01, 0.1),
  pb: jumping('III', 0.02, 0.04, 0.05, 0.5),
  cr6: falling('III', 0.01, 0.02, 0.04, 0.05, 0.1),
  cu: falling('III', 0.1, 0.2, 0.5, 1, 2),
  zn: falling('III', 0.5, 1, 1.5, 2, 3),
  hg: jumping('III', 0.001, 0.0015, 0.002, 0.01),
  do_sat: {
    group: 'IV',
    below: 10,
    knots: [
      // At exactly 20 and 200 % one implementation gives 25, another 10: 25 here.
      [20, 25],
      [50, 50],
      [75, 75],
      [88, 100],
      [112, 100],
      [125, 75],
      [150, 50],
      [200, 25],
    ],
    above: 10,
  },
  bod5: falling('IV', 4, 6, 15, 25, 50),
  cod: falling('IV', 10, 15, 30, 50, 150),
  toc: falling('IV', 4, 6, 15, 25, 50),
  nh4n: jumping('IV', 0.3, 0.6, 0.9, 5),
  no3n: falling('IV', 2, 5, 10, 15),
  no2n: falling('IV', 0.05),
  po4p: falling('IV', 0.1, 0.2, 0.3, 0.5, 4),
  coliform: falling('V', 2500, 5000, 7500, 10_000),
  ecoli: falling('V', 20, 50, 100, 200),
} as const satisfies Record<string, WqiTable>

export type WqiParameter = keyof typeof wqiTables

export const wqiParameters = Object.keys(wqiTables) as readonly WqiParameter[]

/** Parameters of stations that the index is computed from: DO enters through its saturation, which needs temperature. */
export const wqiReadingParameters: readonly string[] = [...wqiParameters, 'do', 'temp']

/** Laboratory parameters (environment.md 2.1, 7.3 "lab"): samples, of which one speaks for its window. */
export const sampledParameters: ReadonlySet<string> = new Set([
  'bod5',
  ...wqiParameters.filter((one) => ['II', 'III', 'V'].includes(wqiTables[one].group)),
])

/** Sub-index of one concentration, 10 … 100, unrounded.
 *  @param value mean in the canonical unit; cleaned to 12 digits first, so that a mean of twelve 0.3 is 0.3 at the jump */
export function wqiSubIndex(parameter: WqiParameter, value: number): number {
  const { below, knots, above }: WqiTable = wqiTables[parameter]
  const clean = Number(value.toPrecision(12))
  const next = knots.findIndex(([concentration]) => clean <= concentration)
  if (next === -1) return above
  const [high, to] = knots[next]!
  if (clean === high) return to
  if (next === 0) return below
  const [low, from] = knots[next - 1]!
  return from + ((to - from) * (clean - low)) / (high - low)
}
