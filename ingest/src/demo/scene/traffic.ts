import { lit, type Light } from './light.ts'
import type { Pen } from './pen.ts'
import { randomOf } from './random.ts'
import { glow, type Colour } from './shapes.ts'
import { project, scaleAt, type View } from './view.ts'

interface Vehicle {
  kind: 'motorbike' | 'car' | 'bus'
  colour: Colour
  x: number
  /** Metres from the camera. */
  z: number
  /** Coming towards the camera. */
  towards: boolean
}

const paints: readonly Colour[] = [
  [236, 236, 234],
  [40, 44, 52],
  [168, 172, 178],
  [166, 36, 36],
  [34, 70, 128],
  [96, 84, 70],
]
const shirts: readonly Colour[] = [
  [60, 110, 190],
  [200, 70, 60],
  [40, 150, 110],
  [230, 200, 80],
  [120, 90, 160],
  [220, 220, 224],
]
/** The road that vehicles run through, m from the camera. */
const nearest = 8.5
const farthest = 120

/** Share 0…1 of full traffic at an hour of the day in Hanoi: rush hours at 7–9 and 17–19. */
function density(hour: number): number {
  const bump = (middle: number, broad: number) => Math.exp(-(((hour - middle) / broad) ** 2))
  const day = hour > 6 && hour < 22 ? 0.5 : 0.12
  return Math.min(1, day + 0.6 * bump(7.8, 1.2) + 0.6 * bump(17.8, 1.3))
}

/** Every vehicle's place at `seconds`, far ones first. Each keeps its lane and its speed and comes round again. */
function vehiclesAt(camera: string, view: View, hour: number, seconds: number): Vehicle[] {
  const random = randomOf(`${camera} traffic`, 7)
  const count = Math.round(46 * density(hour))
  const vehicles: Vehicle[] = []
  for (let index = 0; index < count; index += 1) {
    const draw = random()
    const kind = draw < 0.72 ? 'motorbike' : draw < 0.95 ? 'car' : 'bus'
    const towards = random() < 0.5
    const lane = Math.floor(random() * view.lanesEachWay)
    const drift = kind === 'motorbike' ? (random() - 0.5) * view.laneWidthM * 0.8 : (random(), 0)
    // Right-hand traffic: those going away keep right.
    const x = (towards ? -1 : 1) * ((lane + 0.5) * view.laneWidthM + 0.2) + drift
    const speed = kind === 'motorbike' ? 6 + 3 * random() : 6.5 + random()
    const long = farthest - nearest
    const run = (random() * long + (towards ? -1 : 1) * speed * seconds) % long
    const z = nearest + ((run + long) % long)
    const colour =
      kind === 'motorbike'
        ? shirts[Math.floor(random() * shirts.length)]!
        : paints[Math.floor(random() * paints.length)]!
    vehicles.push({ kind, colour, x, z, towards })
  }
  return vehicles.toSorted((one, other) => other.z - one.z)
}

function box(
  pen: Pen,
  colour: string,
  x: number,
  y: number,
  wide: number,
  tall: number,
  round: number,
): void {
  pen.fillStyle = colour
  pen.beginPath()
  pen.roundRect(x - wide / 2, y - tall, wide, tall, round)
  pen.fill()
}

function drawMotorbike(
  pen: Pen,
  { colour, towards }: Vehicle,
  light: Light,
  x: number,
  y: number,
  m: number,
): void {
  box(pen, lit([28, 28, 32], light), x, y, 0.18 * m, 0.62 * m, 0.08 * m)
  box(pen, lit([90, 92, 100], light), x, y - 0.34 * m, 0.42 * m, 0.4 * m, 0.14 * m)
  box(pen, lit(colour, light), x, y - 0.7 * m, 0.5 * m, 0.62 * m, 0.2 * m)
  pen.fillStyle = lit(towards ? [214, 176, 148] : [60, 60, 66], light)
  pen.beginPath()
  pen.arc(x, y - 1.42 * m, 0.15 * m, 0, 7)
  pen.fill()
  pen.fillStyle = lit([colour[2], colour[0], colour[1]], light)
  pen.beginPath()
  pen.arc(x, y - 1.47 * m, 0.18 * m, Math.PI, 0)
  pen.fill()
}

function drawCar(pen: Pen, { colour }: Vehicle, light: Light, x: number, y: number, m: number): void {
  box(pen, lit([22, 22, 26], light), x - 0.62 * m, y, 0.26 * m, 0.42 * m, 0.06 * m)
  box(pen, lit([22, 22, 26], light), x + 0.62 * m, y, 0.26 * m, 0.42 * m, 0.06 * m)
  box(pen, lit(colour, light), x, y - 0.72 * m, 1.36 * m, 0.74 * m, 0.2 * m)
  box(pen, lit([70, 92, 108], light), x, y - 0.84 * m, 1.18 * m, 0.5 * m, 0.1 * m)
  box(pen, lit(colour, light), x, y - 0.2 * m, 1.76 * m, 0.74 * m, 0.16 * m)
  box(pen, lit([232, 232, 228], light), x, y - 0.32 * m, 0.42 * m, 0.14 * m, 0.02 * m)
}

/** A city bus: yellow over red, as Hanoi's. */
function drawBus(pen: Pen, _: Vehicle, light: Light, x: number, y: number, m: number): void {
  box(pen, lit([22, 22, 26], light), x, y, 2.1 * m, 0.5 * m, 0.05 * m)
  box(pen, lit([238, 190, 44], light), x, y - 0.3 * m, 2.45 * m, 2.7 * m, 0.14 * m)
  box(pen, lit([194, 38, 36], light), x, y - 0.3 * m, 2.45 * m, 0.8 * m, 0.08 * m)
  box(pen, lit([60, 80, 94], light), x, y - 1.3 * m, 2.2 * m, 1.2 * m, 0.08 * m)
  box(pen, 'rgb(255,166,40)', x, y - 2.66 * m, 1.3 * m, 0.24 * m, 0.02 * m)
}

const shapes = { motorbike: drawMotorbike, car: drawCar, bus: drawBus }
const lampX = { motorbike: [0], car: [-0.66, 0.66], bus: [-0.95, 0.95] }

/** Draws the traffic of a moment; with lamps when it is dark or raining. `seconds`: any running clock. */
export function drawTraffic(
  pen: Pen,
  camera: string,
  view: View,
  light: Light,
  hour: number,
  seconds: number,
): void {
  const lamps = Math.max(light.night, light.wet * 0.7)
  for (const vehicle of vehiclesAt(camera, view, hour, seconds)) {
    const { x, y } = project(view, vehicle.x, vehicle.z)
    const m = scaleAt(vehicle.z)
    pen.fillStyle = 'rgba(0,0,0,0.28)'
    pen.beginPath()
    pen.ellipse(x, y, (vehicle.kind === 'motorbike' ? 0.4 : 1.1) * m, 0.16 * m, 0, 0, 7)
    pen.fill()
    shapes[vehicle.kind](pen, vehicle, light, x, y, m)
    if (lamps < 0.2) continue
    for (const side of lampX[vehicle.kind])
      glow(
        pen,
        x + side * m,
        y - 0.75 * m,
        (vehicle.towards ? 0.7 : 0.32) * m,
        vehicle.towards ? [255, 240, 205] : [255, 60, 50],
        lamps,
      )
  }
}
