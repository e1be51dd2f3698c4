import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aqiBands } from '@city/domain/air/aqiTable.ts'
import { contrastOf, inkOn, luminanceOf } from '../domainView/contrast.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The `--name: #rrggbb` declarations of one rule. */
function coloursOf(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  const rule = css.slice(start, css.indexOf('\n}', start))
  return Object.fromEntries(
    [...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  )
}

const light = coloursOf(':root')
const themes = { light, dark: { ...light, ...coloursOf("[data-theme='dark']") } }
const safe = coloursOf("[data-palette='safe']")
const fills = ['aqi-', 'rain-', 'flood-'].flatMap((kind) =>
  Object.keys(light).filter((name) => name.startsWith(kind) && !name.endsWith('-ink')),
)

test('air colours are those of the Decision', () => {
  for (const { band, colour } of aqiBands) expect(light[`aqi-${band}`]).toBe(colour.toLowerCase())
})

test('numbers on fills are black or white, whichever reads better, and reach 4.5:1', () => {
  for (const colours of [...Object.values(themes), { ...light, ...safe }])
    for (const name of fills) {
      const fill = colours[name] ?? ''
      expect([name, colours[`${name}-ink`]]).toEqual([name, inkOn(fill)])
      expect(contrastOf(fill, inkOn(fill)), name).toBeGreaterThanOrEqual(4.5)
    }
})

test.each(['light', 'dark'] as const)('outlines of marks reach 3:1 on the %s base map', (theme) => {
  const colours = themes[theme]
  for (const ground of ['map-land', 'map-water', 'map-outside'])
    for (const outline of ['mark-outline', 'mark-stale-outline'])
      expect(
        contrastOf(colours[outline]!, colours[ground]!),
        `${outline} on ${ground}`,
      ).toBeGreaterThanOrEqual(3)
})

test.each(['light', 'dark'] as const)('text reaches 4.5:1 on every surface of the %s theme', (theme) => {
  const colours = themes[theme]
  for (const surface of ['bg', 'surface', 'surface-sunk', 'surface-raised'])
    for (const ink of ['ink', 'ink-2', 'ink-3', 'accent', 'ok', 'warn', 'alarm'])
      expect(contrastOf(colours[ink]!, colours[surface]!), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5)
  for (const [ink, surface] of [
    ['accent-ink', 'accent'],
    ['warn', 'warn-soft'],
    ['alarm', 'alarm-soft'],
    ['demo', 'demo-soft'],
    ['mark-stale-ink', 'mark-stale-fill'],
    ['lake-ink', 'lake'],
  ] as const)
    expect(contrastOf(colours[ink]!, colours[surface]!), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5)
})

test.each(['light', 'dark'] as const)('chart lines reach 3:1 on the %s surface', (theme) => {
  for (const name of ['series-1', 'series-2', 'series-3', 'series-4'])
    expect(contrastOf(themes[theme][name]!, themes[theme].surface!), name).toBeGreaterThanOrEqual(3)
})

test('the safe air scale runs from light to dark in clear steps', () => {
  const scale = aqiBands.map(({ band }) => safe[`aqi-${band}`]!)
  for (const [place, colour] of scale.entries()) {
    const next = scale[place + 1]
    if (!next) continue
    expect(luminanceOf(next)).toBeLessThan(luminanceOf(colour))
    expect(contrastOf(colour, next)).toBeGreaterThanOrEqual(1.3)
  }
})
