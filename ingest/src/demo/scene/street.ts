import { css, lit, type Light } from './light.ts'
import type { Pen } from './pen.ts'
import { halfRoadM, height, project, scaleAt, width, type View } from './view.ts'

type Colour = readonly [number, number, number]

const walls: readonly Colour[] = [
  [232, 206, 150],
  [214, 168, 112],
  [196, 208, 190],
  [224, 218, 204],
  [178, 196, 210],
  [222, 178, 160],
  [238, 226, 182],
]
const roofs: readonly Colour[] = [
  [150, 72, 52],
  [122, 110, 100],
  [96, 120, 116],
]
const signs: readonly Colour[] = [
  [206, 44, 40],
  [24, 92, 168],
  [22, 132, 84],
  [226, 150, 30],
]
const far = 150
const near = 6.2

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!
}

function fill(pen: Pen, colour: string, points: readonly { x: number; y: number }[]): void {
  pen.fillStyle = colour
  pen.beginPath()
  points.forEach(({ x, y }, index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
  pen.fill()
}

/** A strip on the ground between x1 and x2, z1 and z2 (m). */
function strip(pen: Pen, view: View, colour: string, x1: number, x2: number, z1: number, z2: number): void {
  fill(pen, colour, [
    project(view, x1, z1),
    project(view, x2, z1),
    project(view, x2, z2),
    project(view, x1, z2),
  ])
}

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

/** Rows of tube houses on both sides, far ones first; a lake in the place of the right row where the zone has one. */
export function drawHouses(pen: Pen, view: View, light: Light): void {
  const edge = halfRoadM(view) + 4
  if (view.hasLake) drawLake(pen, view, light, edge)
  for (let z = 130; z > 9;) {
    const deep = z < 49 && z > 33 ? 0 : 4 + 2.5 * view.random()
    if (deep === 0) {
      z = 33
      continue
    }
    const next = Math.max(8.4, z - deep)
    drawHouse(pen, view, light, -edge, z, next)
    if (!view.hasLake) drawHouse(pen, view, light, edge, z, next)
    if (view.random() < 0.45) drawTree(pen, view, light, (view.random() < 0.5 ? -1 : 1) * (edge - 1.6), next)
    z = next
    if (next <= 8.4) break
  }
}

function drawLake(pen: Pen, view: View, light: Light, edge: number): void {
  strip(pen, view, lit([112, 158, 172], light), edge, 400, far, near)
  strip(pen, view, lit([70, 112, 78], light), edge - 2, edge, far, near)
  for (let wave = 0; wave < 26; wave += 1) {
    const z = 12 + 90 * view.random()
    const x = edge + 3 + 60 * view.random()
    strip(pen, view, css([226, 238, 240], 0.16), x, x + 5, z + 0.25, z)
  }
}

/** One house: the wall along the road, its storeys with windows, the end wall, a roof and maybe a sign. */
function drawHouse(pen: Pen, view: View, light: Light, x: number, z1: number, z2: number): void {
  const { random } = view
  const storeys = Math.max(2, Math.round(view.storeys * (0.6 + 0.8 * random())))
  const tall = storeys * 3.2
  const wall = pick(walls, random)
  const away = x + Math.sign(x) * 9
  const corner = (atX: number, z: number, up: number) => project(view, atX, z, up)
  const darker: Colour = [wall[0] * 0.8, wall[1] * 0.8, wall[2] * 0.82]
  fill(pen, lit(darker, light), [
    corner(x, z2, 0),
    corner(away, z2, 0),
    corner(away, z2, tall),
    corner(x, z2, tall),
  ])
  fill(pen, lit(wall, light), [corner(x, z1, 0), corner(x, z2, 0), corner(x, z2, tall), corner(x, z1, tall)])
  fill(pen, lit(pick(roofs, random), light), [
    corner(x, z1, tall),
    corner(x, z2, tall),
    corner(x, z2, tall + 0.7),
    corner(x, z1, tall + 0.7),
  ])
  const deep = z1 - z2
  for (let storey = 0; storey < storeys; storey += 1) {
    const shop = storey === 0
    const glows = light.night > 0.3 && random() < (shop ? 0.75 : 0.45)
    const pane: Colour = shop ? [96, 88, 82] : [92, 116, 132]
    const colour = glows
      ? css([255, shop ? 226 : 206, shop ? 170 : 130], 0.55 + 0.4 * light.night)
      : lit(pane, light)
    const [low, high] = shop ? [0, 2.5] : [storey * 3.2 + 0.9, storey * 3.2 + 2.5]
    const [from, to] = [z2 + deep * 0.18, z2 + deep * 0.82]
    fill(pen, colour, [corner(x, to, low), corner(x, from, low), corner(x, from, high), corner(x, to, high)])
  }
  if (random() < 0.6) {
    const [from, to] = [z2 + deep * 0.1, z2 + deep * 0.9]
    fill(pen, lit(pick(signs, random), { ...light, night: light.night * 0.35 }), [
      corner(x, to, 2.6),
      corner(x, from, 2.6),
      corner(x, from, 3.3),
      corner(x, to, 3.3),
    ])
  }
}

function drawTree(pen: Pen, view: View, light: Light, x: number, z: number): void {
  const scale = scaleAt(z)
  const foot = project(view, x, z)
  pen.fillStyle = lit([92, 72, 54], light)
  pen.fillRect(foot.x - 0.14 * scale, foot.y - 4 * scale, 0.28 * scale, 4 * scale)
  for (const [dx, up, size, green] of [
    [-0.9, 4.2, 1.5, 96],
    [0.9, 4.5, 1.4, 104],
    [0, 5.4, 1.7, 118],
  ] as const) {
    pen.fillStyle = lit([58, green, 62], light)
    pen.beginPath()
    pen.arc(foot.x + dx * scale, foot.y - up * scale, size * scale, 0, 7)
    pen.fill()
  }
}

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
