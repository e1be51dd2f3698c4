import type { DisasterLevel, hazards } from '../api/flood.ts'
import type { Names } from '../station/station.ts'

type Hazard = (typeof hazards)[number]

/** Hazards for which Decision 18/2021/QĐ-TTg knows risk levels (environment.md 5.3), as bulletins name them. */
export const hazardNames: Readonly<Record<Hazard, Names>> = {
  heavy_rain: { vi: 'Mưa lớn', en: 'Heavy rain' },
  flood: { vi: 'Lũ, ngập lụt', en: 'Flood, inundation' },
  flash_flood_landslide: { vi: 'Lũ quét, sạt lở đất', en: 'Flash flood, landslide' },
  tropical_depression_storm: { vi: 'Áp thấp nhiệt đới, bão', en: 'Tropical depression, storm' },
  tornado_lightning_hail: { vi: 'Lốc, sét, mưa đá', en: 'Tornado, lightning, hail' },
  heat: { vi: 'Nắng nóng', en: 'Heat' },
  cold: { vi: 'Rét hại, sương muối', en: 'Severe cold, frost' },
  fog: { vi: 'Sương mù', en: 'Fog' },
  drought: { vi: 'Hạn hán', en: 'Drought' },
  forest_fire: { vi: 'Cháy rừng do tự nhiên', en: 'Natural forest fire' },
  strong_wind: { vi: 'Gió mạnh', en: 'Strong wind' },
  other: { vi: 'Thiên tai khác', en: 'Other hazard' },
}

/** Map colours of the levels 1–5 (Decision 18/2021, environment.md 5.3 [V]); the shades are ours. */
export const disasterColours: readonly DisasterLevel['colour'][] = [
  { name: { vi: 'xanh dương nhạt', en: 'light blue' }, hex: '#9BD3F0' },
  { name: { vi: 'vàng nhạt', en: 'light yellow' }, hex: '#FFF0A3' },
  { name: { vi: 'da cam', en: 'orange' }, hex: '#FF9800' },
  { name: { vi: 'đỏ', en: 'red' }, hex: '#E53935' },
  { name: { vi: 'tím', en: 'purple' }, hex: '#7B1FA2' },
]
