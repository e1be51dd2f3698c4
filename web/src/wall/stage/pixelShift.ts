/** How long the picture rests at one place, ms. */
export const shiftEveryMs = 4 * 60_000

/** Places of the picture, in px of a 1920 px wide screen: a slow walk that never leaves 6 px, inside the safe margin. */
const walk: readonly (readonly [x: number, y: number])[] = [
  [0, 0],
  [4, 2],
  [6, 5],
  [2, 6],
  [-3, 4],
  [-6, 1],
  [-5, -4],
  [-1, -6],
  [3, -4],
]

/** Step of the walk at `now` (ms), against burn-in. */
export function shiftStep(now: number): number {
  return Math.floor(now / shiftEveryMs) % walk.length
}

/** Offset of a step in px of a 1920 px wide screen. */
export function shiftOf(step: number): readonly [x: number, y: number] {
  return walk[step] ?? [0, 0]
}
