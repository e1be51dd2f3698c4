import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depthClassesOf } from '@city/domain/flood/floodSettings.ts'
import { depthClassOf, defaultDepthClasses } from '@city/domain/flood/depthClass.ts'
import { parseCityProfile, profileFiles } from '@city/domain/profile/cityProfile.ts'
import { defaultRainLevels } from '@city/domain/rain/rainSettings.ts'

const hanoi = join(import.meta.dirname, '../../../domain/hanoi')

/** The profile of Hanoi with some of its files changed. */
async function profileWith(
  change: Partial<Record<keyof typeof profileFiles, (text: string) => string>> = {},
) {
  const entries = await Promise.all(
    Object.entries(profileFiles).map(async ([key, file]) => {
      const text = await readFile(join(hanoi, file), 'utf8').catch(() => '')
      return [key, change[key as keyof typeof profileFiles]?.(text) ?? text] as const
    }),
  )
  return parseCityProfile(Object.fromEntries(entries) as Record<keyof typeof profileFiles, string>)
}

test('Hanoi has the levels and depth classes of environment.md 5.2 and 6.4', async () => {
  const { settings } = await profileWith()
  expect(settings.rain_levels).toEqual(defaultRainLevels)
  expect(depthClassesOf(settings.flood_levels)).toEqual(defaultDepthClasses)
  expect(settings.drainage_design).toMatchObject({
    mm: 310,
    mark: 'V2',
    conflicting: [{ mm: 100, mark: 'C' }],
  })
})

test('a profile without the sections has the same', async () => {
  const cut = (text: string) => text.slice(0, text.indexOf('# Rain (environment.md'))
  const { settings } = await profileWith({ settings: cut })
  expect(settings.rain_levels).toEqual(defaultRainLevels)
  expect(depthClassesOf(settings.flood_levels)).toEqual(defaultDepthClasses)
  expect(settings.flood_risk).toMatchObject({ max_distance_km: 5, gauges: 3 })
})

test('the tip of a bucket stands in the gauge list, else in city.yaml', async () => {
  const withTips = (text: string) =>
    text
      .split('\n')
      .map((line, i) => (i === 0 ? `${line},tip_mm` : line && `${line},${i === 1 ? '0.5' : ''}`))
      .join('\n')
  const { stations } = await profileWith({ rain: withTips })
  expect([stations.get('RG-01')?.tipMm, stations.get('RG-02')?.tipMm]).toEqual([0.5, 0.2])
})

test('a flood point knows its plan band', async () => {
  const { stations } = await profileWith()
  expect([stations.get('FP-001')?.planBandMm, stations.get('FP-004')?.planBandMm]).toEqual([50, undefined])
})

test('depth classes with a gap stop the start', async () => {
  const gap = (text: string) => text.replace('min_depth_cm: 15', 'min_depth_cm: 16')
  await expect(profileWith({ settings: gap })).rejects.toThrow(/join without gaps/)
})

test('a city may set its own depth classes', () => {
  const table = depthClassesOf([
    {
      ...{ class: 0, name: { vi: 'Khô', en: 'Dry' }, min_depth_cm: 0, max_depth_cm: 10, colour: '#000000' },
      ...{ is_flooding: false, motorbike: 'yes', car: 'yes' },
    },
    {
      ...{
        class: 1,
        name: { vi: 'Ngập', en: 'Wet' },
        min_depth_cm: 10,
        max_depth_cm: null,
        colour: '#ffffff',
      },
      ...{ is_flooding: true, motorbike: 'no', car: 'no' },
    },
  ])
  expect([9.9, 10, 500].map((cm) => depthClassOf(cm, table).class)).toEqual([0, 1, 1])
})
