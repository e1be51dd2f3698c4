function channel(value: number): number {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** Relative luminance 0…1 of `#rrggbb` (WCAG 2.2 definition). Throws on any other form. */
export function luminanceOf(hex: string): number {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  if (!match) throw new Error(`not a colour of the form #rrggbb: ${hex}`)
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((pair) => channel(parseInt(pair, 16)))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio 1…21 of two colours `#rrggbb` (WCAG 2.2). */
export function contrastOf(one: string, other: string): number {
  const [dark, light] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Black or white, whichever reads better on `fill` (`#rrggbb`). */
export function inkOn(fill: string): '#000000' | '#ffffff' {
  return contrastOf(fill, '#000000') >= contrastOf(fill, '#ffffff') ? '#000000' : '#ffffff'
}
