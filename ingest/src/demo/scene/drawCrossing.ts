import type { CameraZone } from '@city/domain/camera/cameraZones.ts'
import { drawGround, drawSky } from './ground.ts'
import { drawHouses } from './houses.ts'
import { drawLamps } from './lamps.ts'
import { lightAt, type Light } from './light.ts'
import { drawJpeg, font, type Pen } from './pen.ts'
import { randomOf } from './random.ts'
import { drawTraffic } from './traffic.ts'
import { height, viewOf, width } from './view.ts'

const hanoiOffsetMs = 7 * 3_600_000
const quality = 68

function clockText(time: number): string {
  const [date = '', clock = ''] = new Date(time + hanoiOffsetMs).toISOString().slice(0, 19).split('T')
  return `${date.split('-').toReversed().join('/')}  ${clock}`
}

function drawRain(pen: Pen, light: Light, time: number): void {
  if (light.wet === 0) return
  const random = randomOf(`rain ${time}`, 3)
  pen.strokeStyle = `rgba(214,226,240,${0.16 + 0.2 * light.wet})`
  pen.lineWidth = 1.2
  pen.beginPath()
  for (let streak = 0; streak < 60 + 240 * light.wet; streak += 1) {
    const x = random() * (width + 60)
    const y = random() * height
    const long = 12 + 22 * random()
    pen.moveTo(x, y)
    pen.lineTo(x - long * 0.22, y + long)
  }
  pen.stroke()
}

/** What real cameras burn into the picture: place, clock, id; and that it is a simulation. */
function drawPlate(pen: Pen, id: string, zone: CameraZone, time: number): void {
  pen.fillStyle = 'rgba(8,12,20,0.62)'
  pen.fillRect(0, 0, width, 46)
  pen.textBaseline = 'middle'
  pen.fillStyle = '#fff'
  pen.font = font(19, 700)
  pen.textAlign = 'left'
  pen.fillText(zone.name, 18, 24, width - 270)
  pen.font = font(17)
  pen.textAlign = 'right'
  pen.fillText(clockText(time), width - 18, 24)
  pen.font = font(17, 700)
  const mark = 'MÔ PHỎNG'
  const wide = pen.measureText(mark).width + 28
  pen.fillStyle = '#f2b705'
  pen.beginPath()
  pen.roundRect(width - wide - 18, height - 48, wide, 32, 6)
  pen.fill()
  pen.fillStyle = '#14171f'
  pen.textAlign = 'center'
  pen.fillText(mark, width - 18 - wide / 2, height - 31)
  pen.textAlign = 'left'
  pen.font = font(16)
  pen.lineWidth = 3
  pen.strokeStyle = 'rgba(8,12,20,0.7)'
  pen.strokeText(`${id} · ${zone.district}`, 18, height - 30)
  pen.fillStyle = '#fff'
  pen.fillText(`${id} · ${zone.district}`, 18, height - 30)
}

/** What the simulated camera `id` at a crossing sees at `time` (ms since 1970 UTC), as a JPEG of 800 × 450.
 *  `rainMmH`: rain on the crossing, mm/h. The same arguments give the same picture. */
export function drawCrossing(
  id: string,
  zone: CameraZone,
  seed: number,
  time: number,
  rainMmH: number,
): Buffer {
  const hour = ((time + hanoiOffsetMs) / 3_600_000) % 24
  const light = lightAt(hour, rainMmH)
  const view = viewOf(zone, seed)
  return drawJpeg(width, height, quality, (pen) => {
    drawSky(pen, view, light)
    drawGround(pen, view, light)
    drawHouses(pen, view, light)
    drawLamps(pen, view, light)
    drawTraffic(pen, id, view, light, hour, (time / 1000) % 86_400)
    drawRain(pen, light, time)
    drawPlate(pen, id, zone, time)
  })
}
