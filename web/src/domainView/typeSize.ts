/** Visual angle of capitals, in minutes of arc, by role on the wall: floor for labels and preferred size for
 *  values by ISO 9241-3 (16′, 20′), headlines twice that. */
export const arcminOf = { label: 16, value: 20, headline: 40 } as const

/** Cap height of Be Vietnam Pro as a share of the font size: 740 of 1000 units in the font's OS/2 table. Its tallest
 *  capitals (Ễ) reach 1.16 above the baseline and Ộ 0.25 below: what clips needs a line height of at least 1.45. */
export const capRatioOfFont = 0.74

/** Height in mm that subtends `arcmin` minutes of arc at `distanceM` metres. */
export function letterHeightMm(distanceM: number, arcmin: number): number {
  return 2 * distanceM * 1000 * Math.tan(((arcmin / 60 / 2) * Math.PI) / 180)
}

/** Font size in CSS px whose capitals subtend `arcmin` at the farthest viewer.
 *  @param distanceM metres between panel and farthest viewer
 *  @param panelWidthMm width of the lit area in mm
 *  @param cssWidth width of the viewport in CSS px
 *  @param capRatio cap height divided by font size */
export function fontPx(
  distanceM: number,
  arcmin: number,
  panelWidthMm: number,
  cssWidth: number,
  capRatio = capRatioOfFont,
): number {
  const mmPerPx = panelWidthMm / cssWidth
  return letterHeightMm(distanceM, arcmin) / capRatio / mmPerPx
}
