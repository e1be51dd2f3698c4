import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'

/* The one file that owns the canvas library. */

export type Pen = SKRSContext2D

const alphabets = ['vietnamese', 'latin-ext', 'latin'] as const
const weights = [500, 700] as const
let family: string | undefined

/** CSS font stack that has every Vietnamese letter: Be Vietnam Pro, one family per alphabet file; the system's sans
 *  where the font package is not installed. */
function fontFamily(): string {
  if (family !== undefined) return family
  const { resolve } = createRequire(import.meta.url)
  const named: string[] = []
  try {
    for (const alphabet of alphabets) {
      const name = `Be Vietnam Pro ${alphabet}`
      for (const weight of weights)
        GlobalFonts.registerFromPath(
          resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${alphabet}-${weight}-normal.woff2`),
          name,
        )
      named.push(`"${name}"`)
    }
  } catch {
    named.length = 0
  }
  family = [...named, 'sans-serif'].join(', ')
  return family
}

/** CSS font of a size in pixels. */
export function font(sizePx: number, weight: (typeof weights)[number] = 500): string {
  return `${weight} ${sizePx}px ${fontFamily()}`
}

let canvas: Canvas | undefined

/** A picture of `width` × `height` pixels drawn by `draw`, as JPEG. One canvas serves all pictures. */
export function drawJpeg(width: number, height: number, quality: number, draw: (pen: Pen) => void): Buffer {
  if (!canvas || canvas.width !== width || canvas.height !== height) canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  pen.save()
  draw(pen)
  pen.restore()
  return canvas.toBuffer('image/jpeg', quality)
}
