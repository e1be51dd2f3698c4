import { lit, type Light } from './light.ts'
import type { Pen } from './pen.ts'
import { glow } from './shapes.ts'
import { halfRoadM, project, scaleAt, type View } from './view.ts'

/** Street lamps, and in the old quarters the bundles of wires between them. */
export function drawLamps(pen: Pen, view: View, light: Light): void {
  const x = -(halfRoadM(view) + 0.9)
  const tops: { x: number; y: number; scale: number }[] = []
  for (const z of [90, 60, 32, 18, 11]) {
    const foot = project(view, x, z)
    const scale = scaleAt(z)
    pen.fillStyle = lit([120, 124, 128], light)
    pen.fillRect(foot.x - 0.07 * scale, foot.y - 8 * scale, 0.14 * scale, 8 * scale)
    pen.fillRect(foot.x, foot.y - 8 * scale, 1.6 * scale, 0.1 * scale)
    tops.push({ x: foot.x, y: foot.y - 7 * scale, scale })
    if (light.night > 0.2)
      glow(pen, foot.x + 1.6 * scale, foot.y - 7.8 * scale, 1.5 * scale, [255, 214, 140], light.night)
  }
  if (!view.hasWire) return
  pen.strokeStyle = 'rgba(20,22,28,0.75)'
  tops.slice(1).forEach((to, index) => {
    const from = tops[index]!
    for (const sag of [0.4, 0.7, 1.1]) {
      pen.lineWidth = Math.max(0.6, to.scale * 0.03)
      pen.beginPath()
      pen.moveTo(from.x, from.y)
      pen.quadraticCurveTo((from.x + to.x) / 2, (from.y + to.y) / 2 + sag * to.scale, to.x, to.y)
      pen.stroke()
    }
  })
}
