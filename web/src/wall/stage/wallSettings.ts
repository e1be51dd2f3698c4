import { arcminOf, fontPx } from '../../domainView/typeSize.ts'

/** From how far the wall is read and how wide its panel is; `scene`: the scene that stays. */
export interface WallSettings {
  distanceM: number
  panelWidthMm: number
  scene: string | null
}

interface Limits {
  min: number
  max: number
}

const distanceLimits: Limits = { min: 0.5, max: 50 }
const panelLimits: Limits = { min: 300, max: 20_000 }

function numberIn(text: string | null, { min, max }: Limits): number | null {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
  return value >= min && value <= max ? value : null
}

/** Settings of the city, with `?distance=` (m), `?panel=` (mm) and `?scene=` of the address before them. What cannot
 *  be a wall is passed over. */
export function wallSettings(
  search: string,
  city: { distance_m: number; panel_width_mm: number },
): WallSettings {
  const query = new URLSearchParams(search)
  return {
    distanceM: numberIn(query.get('distance'), distanceLimits) ?? city.distance_m,
    panelWidthMm: numberIn(query.get('panel'), panelLimits) ?? city.panel_width_mm,
    scene: query.get('scene'),
  }
}

/** Sizes of the stage in CSS px. `unit`: 1 px of a 1920 × 1080 screen. `near`: there is room for composed scenes;
 *  else each scene is a few lines of large facts. */
export interface StageSize {
  width: number
  height: number
  unit: number
  label: number
  value: number
  headline: number
  near: boolean
}

/** Screen height, in lines of value size, that a composed scene needs inside the safe margin (measured on 1920 × 1080). */
const linesOfScene = 17.5
/** Margin that televisions may crop, share of each side. */
export const safeMargin = 0.05
export const leading = 1.3

/** Type sizes by role from distance and panel (ISO 9241-3: 16′ and 20′; headline 40′), for this viewport. */
export function stageSize(
  { distanceM, panelWidthMm }: Pick<WallSettings, 'distanceM' | 'panelWidthMm'>,
  viewport: { width: number; height: number },
): StageSize {
  const { width, height } = viewport
  const size = (role: keyof typeof arcminOf) => fontPx(distanceM, arcminOf[role], panelWidthMm, width)
  const value = size('value')
  const lines = (height * (1 - 2 * safeMargin)) / (value * leading)
  return {
    width,
    height,
    unit: Math.min(width / 1920, height / 1080),
    label: size('label'),
    value,
    headline: size('headline'),
    near: lines >= linesOfScene && width >= height,
  }
}

/** Mean width of a letter as a share of the font size, measured over Vietnamese sentences of this wall: SemiBold with
 *  room to spare, and Regular. */
const letterShare = 0.56
export const regularLetterShare = 0.49

/** Largest font size from `max` down to `min` px at which `parts` (each unbroken as long as it fits a line) stand in
 *  `width` × `height` px. An estimate by the number of letters: the layout still wraps what is longer. */
export function fittingPx(
  parts: readonly string[],
  room: { width: number; height: number },
  max: number,
  min: number,
): number {
  for (let px = max; px > min; px -= max / 40) {
    const lines = parts.reduce(
      (sum, part) => sum + Math.ceil((part.length * letterShare * px) / room.width),
      0,
    )
    const longestWord = Math.max(...parts.flatMap((part) => part.split(' ').map((word) => word.length)), 0)
    if (lines * leading * px <= room.height && longestWord * letterShare * px <= room.width) return px
  }
  return min
}
