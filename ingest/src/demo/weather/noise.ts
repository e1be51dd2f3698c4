import { dayMs } from '@city/domain/time/hanoiTime.ts'

/** A number in [0, 1) that depends on its seeds alone: the simulator gives the same city for the same moment, always. */
export function hash(...seeds: (number | string)[]): number {
  let state = 2_166_136_261
  for (const seed of seeds) {
    const text = String(seed)
    for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 16_777_619)
    state = Math.imul(state ^ 0x9e37, 16_777_619)
  }
  state ^= state >>> 15
  state = Math.imul(state, 0x2c1b_3c6d)
  state ^= state >>> 12
  return (state >>> 0) / 4_294_967_296
}

/** Smooth noise in [−1, 1] over time, changing about once per `periodMs`. */
export function smoothNoise(seed: string, time: number, periodMs: number): number {
  const position = time / periodMs
  const step = Math.floor(position)
  const part = position - step
  const ease = part * part * (3 - 2 * part)
  return (hash(seed, step) * (1 - ease) + hash(seed, step + 1) * ease) * 2 - 1
}

/** Bell around an hour of the day, 1 at its top; hours wrap at midnight. */
export function bell(hour: number, top: number, width: number): number {
  const apart = Math.min(Math.abs(hour - top), 24 - Math.abs(hour - top))
  return Math.exp(-(apart * apart) / (2 * width * width))
}

/** 1 in the cold, still half of the year (January), 0 in July. */
export function winter(time: number): number {
  return (1 + Math.cos(((time / dayMs - 15) / 365.25) * 2 * Math.PI)) / 2
}
