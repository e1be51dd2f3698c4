/* QCVN 08:2023/BTNMT, surface water quality, issued with Circular 01/2023/TT-BTNMT (environment.md 3.2). Data with marks:
 * V verified, V2 secondary source, U unverified, P project rule. A city may not rely on U without reading the original. */

export type Mark = 'V' | 'V2' | 'U' | 'P'
export type WaterClass = 'A' | 'B' | 'C' | 'D'
export const waterClassOrder = ['A', 'B', 'C', 'D'] as const
export type WaterBody = 'lake' | 'river'

export const surfaceDocument = 'QCVN 08:2023/BTNMT'
/** First day in Hanoi on which it holds. */
export const surfaceValidFrom = '2023-09-12'

/** Limits of the classes A, B, C of one parameter, canonical units; class D is the rest. `atMost`: a value on the limit
 *  is inside. `within`: both ends inside. `atLeast`: has a limit for D too, below which the water is worse than D. */
export interface ClassLimits {
  parameter: string
  limits:
    | { kind: 'atMost'; A: number; B: number; C: number | null }
    | { kind: 'atLeast'; A: number; B: number; C: number; D: number }
    | {
        kind: 'within'
        A: readonly [number, number]
        B: readonly [number, number]
        C: readonly [number, number]
      }
  marks: Readonly<Record<WaterClass, Mark>>
}

const marks = (text: string): ClassLimits['marks'] => {
  const [A, B, C, D] = text.split(' ') as [Mark, Mark, Mark, Mark]
  return { A, B, C, D }
}

/** `C` null: C is the rest. Only TSS: its classes C and D differ by floating trash, which no station measures. */
function atMost(parameter: string, A: number, B: number, C: number | null, marked: string): ClassLimits {
  return { parameter, limits: { kind: 'atMost', A, B, C }, marks: marks(marked) }
}

function oxygen(marked: string): ClassLimits {
  return { parameter: 'do', limits: { kind: 'atLeast', A: 6, B: 5, C: 4, D: 2 }, marks: marks(marked) }
}

/** A public file has 6.0–8.5 for class A too; 6.5–8.5 is implemented (environment.md 3.2 [C]). */
function acidity(marked: string): ClassLimits {
  return {
    parameter: 'ph',
    limits: { kind: 'within', A: [6.5, 8.5], B: [6, 8.5], C: [6, 8.5] },
    marks: marks(marked),
  }
}

/** Table 2 (rivers, streams, canals) and Table 3 (lakes and ponds). */
export const classLimits: Readonly<Record<WaterBody, readonly ClassLimits[]>> = {
  river: [
    acidity('V2 V2 V2 V2'),
    atMost('bod5', 4, 6, 10, 'V2 V2 V2 V2'),
    atMost('cod', 10, 15, 20, 'V2 V2 V2 U'),
    atMost('toc', 4, 6, 8, 'V2 V2 U V2'),
    atMost('tss', 25, 100, null, 'V2 U V2 V2'),
    oxygen('V2 V2 V2 V2'),
    atMost('tp', 0.1, 0.3, 0.5, 'V2 V2 V2 V2'),
    atMost('tn', 0.6, 1.5, 2, 'V2 V2 V2 V2'),
    atMost('coliform', 1000, 5000, 7500, 'V2 V2 V2 V2'),
    atMost('coliform_heat', 200, 1000, 1500, 'V2 V2 V2 V2'),
  ],
  lake: [
    acidity('U U U U'),
    atMost('bod5', 4, 6, 10, 'V2 V2 U U'),
    atMost('cod', 10, 15, 20, 'V2 V2 U U'),
    atMost('toc', 4, 6, 8, 'V2 V2 U U'),
    atMost('tss', 5, 15, null, 'V2 V2 U U'),
    oxygen('V2 V2 U U'),
    atMost('tp', 0.1, 0.3, 0.5, 'V2 V2 U U'),
    atMost('tn', 0.6, 1.5, 2, 'V2 V2 U U'),
    atMost('chla', 14, 35, 70, 'V2 U U U'),
    atMost('coliform', 1000, 5000, 7500, 'U V2 U U'),
    atMost('coliform_heat', 200, 1000, 1500, 'V2 V2 U U'),
  ],
}

/** Table 1: maxima for health [V]. Those whose parameter no station of the product reports yet are kept as data. */
export const healthMaxima: readonly {
  parameter: string
  unit: 'mg/L' | 'µg/L'
  limit: number
  mark: Mark
}[] = [
  ...Object.entries({
    ...{ no2n: 0.05, nh4n: 0.3, chloride: 250, fluoride: 1, cyanide: 0.01 },
    ...{
      as: 0.01,
      cd: 0.005,
      pb: 0.02,
      cr6: 0.01,
      cr: 0.05,
      cu: 0.1,
      zn: 0.5,
      ni: 0.1,
      mn: 0.1,
      hg: 0.001,
      fe: 0.5,
    },
    ...{ surfactants: 0.1, phenol: 0.005, oil: 5 },
  }).map(([parameter, limit]) => ({ parameter, unit: 'mg/L' as const, limit, mark: 'V' as const })),
  // The limit of BHC is named for Lindane.
  ...Object.entries({ aldrin: 0.1, bhc: 0.02, dieldrin: 0.1, ddts: 1, heptachlor: 0.2 }).map(
    ([parameter, limit]) => ({ parameter, unit: 'µg/L' as const, limit, mark: 'V' as const }),
  ),
]

/** Parameters that the regulation judges. */
export const surfaceParameters: readonly string[] = [
  ...new Set([
    ...classLimits.lake.map(({ parameter }) => parameter),
    ...classLimits.river.map(({ parameter }) => parameter),
    ...healthMaxima.map(({ parameter }) => parameter),
  ]),
]
