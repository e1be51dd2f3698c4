import { css, lit, type Light } from './light.ts'
import type { Pen } from './pen.ts'
import { far, near, strip } from './shapes.ts'
import { halfRoadM, height, project, width, type View } from './view.ts'

export function drawSky(pen: Pen, view: View, light: Light): void {
  const sky = pen.createLinearGradient(0, 0, 0, view.horizonY + 20)
  sky.addColorStop(0, light.skyTop)
  sky.addColorStop(1, light.skyLow)
  pen.fillStyle = sky
  pen.fillRect(0, 0, width, view.horizonY + 40)
  const { random } = view
  for (let x = -20; x < width; x += 18 + 34 * random()) {
    const tall = 10 + 46 * random() * random()
    pen.fillStyle = lit([150, 160, 174], light)
    pen.fillRect(x, view.horizonY - tall, 14 + 26 * random(), tall + 8)
  }
  if (view.hasBridge) drawBridge(pen, view, light)
}

/** Trusses over the far end of the road, as of the bridges over the Red River. */
function drawBridge(pen: Pen, view: View, light: Light): void {
  pen.strokeStyle = lit([112, 96, 84], light)
  pen.lineWidth = 2.5
  for (let span = -3; span <= 3; span += 1) {
    const x = view.vanishX + span * 92
    pen.beginPath()
    pen.moveTo(x - 46, view.horizonY + 4)
    pen.lineTo(x - 24, view.horizonY - 26)
    pen.lineTo(x + 24, view.horizonY - 26)
    pen.lineTo(x + 46, view.horizonY + 4)
    for (let rod = -24; rod <= 24; rod += 16) {
      pen.moveTo(x + rod, view.horizonY - 26)
      pen.lineTo(x + rod, view.horizonY + 4)
    }
    pen.stroke()
  }
}

export function drawGround(pen: Pen, view: View, light: Light): void {
  pen.fillStyle = lit([168, 164, 152], light)
  pen.fillRect(0, view.horizonY, width, height - view.horizonY)
  const half = halfRoadM(view)
  strip(pen, view, light.road, -half, half, far, near)
  // The crossing road, then the zebra on this side of it.
  strip(pen, view, light.road, -200, 200, 46, 34)
  const white = css([236, 236, 228], 0.85 - light.night * 0.35)
  for (let x = -half + 0.4; x < half - 0.4; x += 1.1) strip(pen, view, white, x, x + 0.55, 33, 29.5)
  strip(pen, view, white, 0.3, half - 0.2, 28.3, 27.8)
  const yellow = css([240, 196, 60], 0.9 - light.night * 0.3)
  for (const x of [-0.22, 0.1]) strip(pen, view, yellow, x, x + 0.13, 28, near)
  for (let lane = 1; lane < view.lanesEachWay; lane += 1)
    for (let z = 8; z < 27; z += 4.5)
      for (const side of [-1, 1]) {
        const x = side * lane * view.laneWidthM
        strip(pen, view, white, x - 0.07, x + 0.07, z + 2.2, z)
      }
  for (const side of [-1, 1])
    strip(pen, view, lit([206, 200, 186], light), side * half, side * (half + 0.35), far, near)
  if (light.wet > 0.05) {
    const shine = pen.createLinearGradient(0, view.horizonY, 0, height)
    shine.addColorStop(0, css([190, 204, 220], 0.3 * light.wet))
    shine.addColorStop(1, css([190, 204, 220], 0.05))
    fillRoad(pen, view, shine)
  }
}

function fillRoad(pen: Pen, view: View, paint: CanvasGradient): void {
  const half = halfRoadM(view)
  const corners = [
    project(view, -half, far),
    project(view, half, far),
    project(view, half, near),
    project(view, -half, near),
  ]
  pen.fillStyle = paint
  pen.beginPath()
  corners.forEach(({ x, y }, index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
  pen.fill()
}
