import { aqiBands, type AqiBand } from '@city/domain/air/aqiTable.ts'

/** Bands of VN_AQI from best to worst; the place in this list plus one is the level, 1 to 6.
 *  Names live in the texts `common:aqi.band.*`, colours in tokens.css. */
export const airBands: readonly AqiBand[] = aqiBands.map(({ band }) => band)

/** 1 (good) to 6 (hazardous). */
export function levelOf(band: AqiBand): number {
  return airBands.indexOf(band) + 1
}

/** Fill and text colour of a band as CSS values; they follow the palette switch. */
export function colourOf(band: AqiBand): { fill: string; ink: string } {
  return { fill: `var(--aqi-${band})`, ink: `var(--aqi-${band}-ink)` }
}
