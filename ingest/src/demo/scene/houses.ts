import { css, lit, type Light } from './light.ts'
import type { Pen } from './pen.ts'
import { far, fill, near, pick, strip, type Colour } from './shapes.ts'
import { halfRoadM, project, scaleAt, type View } from './view.ts'

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
