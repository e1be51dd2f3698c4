import type { LimitChanges } from './limits.ts'
import type { Domain } from '../station/station.ts'

const step = (suspect: number, fail: number) => ({ suspect, fail })

/** Step, flat-line and spike limits and the clipping of negatives, environment.md 7.3 [P]; the ranges stand with the
 *  parameters. [V] marks tolerances of WMO [S45]. A flat line without a tolerance means equal values. */
export const defaultTests: Readonly<Record<Domain, Readonly<Record<string, LimitChanges>>>> = {
  air: {
    pm25: {
      step: step(100, 400),
      flat: { count: 12, tolerance: 0.05, only: { except: [0, 1] } },
      spike: 80,
      clip: -2,
    },
    pm10: { step: step(200, 800), flat: { count: 12, tolerance: 0.05 }, spike: 150, clip: -2 },
    // Not in the table: as PM2.5, of which it is a part.
    pm1: {
      step: step(100, 400),
      flat: { count: 12, tolerance: 0.05, only: { except: [0, 1] } },
      spike: 80,
      clip: -2,
    },
    so2: { step: step(150, 600), flat: { count: 24, tolerance: 0.01 }, spike: 100, clip: -5 },
    no2: { step: step(100, 400), flat: { count: 12, tolerance: 0.01 }, spike: 80, clip: -5 },
    no: { step: step(200, 800), flat: { count: 12, tolerance: 0.01 }, spike: 150, clip: -5 },
    nox: { clip: -5 },
    o3: { step: step(80, 300), flat: { count: 12, tolerance: 0.01 }, spike: 60, clip: -5 },
    co: { step: step(5000, 20_000), flat: { count: 12, tolerance: 0.1 }, spike: 4000, clip: -50 },
    // Hourly [V]: thunderstorms exceed it, so suspect only.
    temp: { step: step(2, 10), hourly: 4, flat: { count: 12, tolerance: 0.05 }, spike: 2 },
    rh: { step: step(15, 50), flat: { count: 24, tolerance: 0.1, only: { below: 98 } }, spike: 10 },
    pres: { step: step(1, 5), hourly: 3, flat: { count: 24, tolerance: 0.01 }, spike: 1 },
    ws: { step: step(15, 40), flat: { count: 24, tolerance: 0.01, only: { above: 0.3 } }, spike: 15 },
    wd: { flat: { count: 24, tolerance: 0.1, only: { while: { parameter: 'ws', above: 1 } } } },
    rad: { step: step(800, 1400), flat: { count: 12, tolerance: 0.1, only: { hours: [7, 17] } } },
  },
  rain: {},
  water: {
    temp: { step: step(1, 5), flat: { count: 36, tolerance: 0.01 }, spike: 1 },
    ph: { step: step(0.5, 1.5), flat: { count: 24, tolerance: 0.005 }, spike: 0.4 },
    do: { step: step(2, 6), flat: { count: 12, tolerance: 0.01, only: { above: 0.3 } }, spike: 1.5 },
    ec: { step: step(50, 300), flat: { count: 24, tolerance: 0.5 }, spike: 40 },
    turbidity: { step: step(100, 500), flat: { count: 24, tolerance: 0.05 }, spike: 60 },
    tss: { step: step(100, 400), flat: { count: 24, tolerance: 0.05 }, spike: 60 },
    cod: { step: step(30, 150), flat: { count: 6, tolerance: 0.05 } },
    toc: { step: step(15, 80), flat: { count: 6, tolerance: 0 } },
    nh4n: { step: step(1, 5), flat: { count: 12, tolerance: 0.005 }, spike: 1 },
    no3n: { step: step(3, 10), flat: { count: 12, tolerance: 0.005 }, spike: 3 },
    no2n: { step: step(0.3, 2), flat: { count: 12, tolerance: 0 } },
    po4p: { step: step(0.5, 2), flat: { count: 12, tolerance: 0 } },
    tp: { flat: { count: 6, tolerance: 0 } },
    tn: { flat: { count: 6, tolerance: 0 } },
    chla: { step: step(60, 200), flat: { count: 12, tolerance: 0.05 }, spike: 50 },
    // West Lake; a river has its own in the profile.
    water_level: {
      step: step(0.05, 0.3),
      flat: { count: 72, tolerance: 0.001, only: { inRain: true } },
      spike: 0.05,
    },
  },
  flood: { depth_cm: { step: step(20, 80), spike: 15 } },
}

/** Lowest negative value of an air parameter that counts as 0 and is good (environment.md 7.3); undefined: none does. */
export function clipFloor(parameter: string): number | undefined {
  return defaultTests.air[parameter]?.clip ?? undefined
}
