import { css } from './light.ts'
import type { Pen } from './pen.ts'
import { project, type View } from './view.ts'

export type Colour = readonly [number, number, number]

/** The stretch of road that is drawn, m from the camera. */
export const far = 150
export const near = 6.2

export function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!
}

export function fill(pen: Pen, colour: string, points: readonly { x: number; y: number }[]): void {
  pen.fillStyle = colour
  pen.beginPath()
  points.forEach(({ x, y }, index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
  pen.fill()
}

/** A strip on the ground between x1 and x2, z1 and z2 (m). */
export function strip(
  pen: Pen,
  view: View,
  colour: string,
  x1: number,
  x2: number,
  z1: number,
  z2: number,
): void {
  fill(pen, colour, [
    project(view, x1, z1),
    project(view, x2, z1),
    project(view, x2, z2),
    project(view, x1, z2),
  ])
}

/** A soft light of `radius` px. */
export function glow(pen: Pen, x: number, y: number, radius: number, colour: Colour, strength: number): void {
  for (const [size, alpha] of [
    [1, 0.12],
    [0.5, 0.3],
    [0.18, 0.95],
  ] as const) {
    pen.fillStyle = css(colour, alpha * strength)
    pen.beginPath()
    pen.arc(x, y, Math.max(0.8, radius * size), 0, 7)
    pen.fill()
  }
}
