import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { commonEn } from '../i18n/common.en.ts'
import { commonVi } from '../i18n/common.vi.ts'
import { createFormat } from '../i18n/format.ts'
import type { Language } from '../i18n/languages.ts'
import { airPictureOf } from './picture/airPicture.ts'
import { cameraPictureOf } from './picture/cameraPicture.ts'
import { floodPictureOf } from './picture/floodPicture.ts'
import { lakePictureOf } from './picture/lakePicture.ts'
import { rainPictureOf } from './picture/rainPicture.ts'
import { verdictOf } from './verdict.ts'
import { sentenceParts, type WallText } from './verdictText.ts'
import { wallEn } from './wall.en.ts'
import { wallVi } from './wall.vi.ts'
import { airWith, cameraWith, now, stationWith, totalsOf } from './wallFixtures.ts'

const texts = createInstance()
void texts.init({
  initAsync: false,
  resources: { vi: { wall: wallVi, common: commonVi }, en: { wall: wallEn, common: commonEn } },
  interpolation: { escapeValue: false },
})

/** The verdict of a city with these air stations, flood depths in cm and rain of the last hour in mm. */
function city(
  air: ReturnType<typeof airWith>[],
  depths: number[],
  mm = 0,
  more: { ageMinutes?: number; oxygen?: number; offline?: number } = {},
) {
  const { ageMinutes = 1, oxygen = 7, offline = 0 } = more
  const points = depths.map((depth_cm, at) => stationWith(`F${at}`, 'flood', { depth_cm }, ageMinutes))
  const gauges = [stationWith('R1', 'rain', { rain_10m: 0 }, ageMinutes)]
  const totals = totalsOf({ R1: mm })
  return verdictOf({
    air: airPictureOf(air, now),
    rain: rainPictureOf(gauges, ageMinutes > 30 ? undefined : totals, undefined, now),
    flood: floodPictureOf(points, undefined, now),
    lake: lakePictureOf([stationWith('W1', 'water', { do: oxygen }, ageMinutes)], now),
    cameras: cameraPictureOf(
      Array.from({ length: 10 }, (_, at) => cameraWith(`C${at}`, at < offline ? 'offline' : 'online')),
      now,
    ),
  })
}

function say(verdict: ReturnType<typeof city>, language: Language = 'vi'): string {
  const t = texts.getFixedT(language, ['wall', 'common']) as unknown as WallText
  return sentenceParts(verdict.clauses, t, createFormat(language)).join(', ')
}

test('a calm city is said to be calm', () => {
  const verdict = city([airWith('A', 42, 'good'), airWith('B', 88, 'moderate')], [0, 3])
  expect(verdict).toMatchObject({ tone: 'calm', storm: false })
  expect(say(verdict)).toBe('Không có điểm ngập, không khí Tốt đến Trung bình')
  expect(say(verdict, 'en')).toBe('No flooding, air Good to Moderate')
})

test('poor air comes first, with the stations that have it and those that are known', () => {
  const verdict = city(
    [airWith('A', 118, 'poor'), airWith('B', 88, 'moderate'), airWith('C', null, null)],
    [0],
  )
  expect(verdict.tone).toBe('watch')
  expect(say(verdict)).toBe('Không khí Kém ở 1/2 trạm, không có điểm ngập')
})

test('several bands from Poor on are named from the best to the worst', () => {
  const air = [
    airWith('A', 118, 'poor'),
    airWith('B', 170, 'bad'),
    airWith('C', 60, 'moderate'),
    airWith('D', 61, 'moderate'),
  ]
  expect(say(city(air, [0]))).toBe('Không khí Kém đến Xấu ở 2/4 trạm, không có điểm ngập')
  expect(city(air, [0]).tone).toBe('watch')
})

test('one station Very bad is a matter to act on', () => {
  expect(city([airWith('A', 250, 'very_bad'), airWith('B', 20, 'good')], [0]).tone).toBe('alarm')
})

test('deep water comes before poor air and holds the storm scene', () => {
  const verdict = city([airWith('A', 118, 'poor')], [0, 12, 62])
  expect(verdict).toMatchObject({ tone: 'alarm', storm: true })
  expect(say(verdict)).toBe('2 điểm ngập, sâu nhất 62 cm, không khí Kém ở 1/1 trạm')
})

test('shallow water asks for attention only', () => {
  expect(city([airWith('A', 42, 'good')], [8]).tone).toBe('watch')
})

test('heavy rain is in the headline and holds the storm scene before any point is flooded', () => {
  const verdict = city([airWith('A', 42, 'good')], [0], 57.4)
  expect(verdict).toMatchObject({ tone: 'alarm', storm: true })
  expect(say(verdict)).toBe('Mưa 57 mm trong 1 giờ qua, không có điểm ngập')
  expect(city([airWith('A', 42, 'good')], [0], 24.9).storm).toBe(false)
})

test('what is not known is said, not taken for good', () => {
  const verdict = city([airWith('A', 42, 'good')], [])
  expect(verdict.tone).toBe('unknown')
  expect(say(verdict)).toBe('Chưa rõ tình hình ngập, không khí Tốt')
})

test('old values give no verdict', () => {
  const verdict = city([airWith('A', 42, 'good', 120)], [62], 80, { ageMinutes: 120 })
  expect(verdict).toMatchObject({ tone: 'unknown', storm: false })
  expect(say(verdict)).toBe('Chưa rõ tình hình hiện nay')
})

test('a lake without oxygen and cameras without signal are news', () => {
  const fine = [airWith('A', 42, 'good')]
  expect(say(city(fine, [0], 0, { oxygen: 1.8 }))).toBe('Oxy Hồ Tây chỉ còn 1,8 mg/L, không có điểm ngập')
  expect(say(city(fine, [0], 0, { offline: 3 }))).toBe('3/10 camera mất tín hiệu, không có điểm ngập')
  expect(city(fine, [0], 0, { offline: 1 }).tone).toBe('calm')
})

test('a risk from "widespread" on asks to act before anything is flooded, and keeps the rain scene', () => {
  const calm = city([airWith('A', 42, 'good')], [0])
  expect(calm.storm).toBe(false)
  const pictures = {
    air: airPictureOf([airWith('A', 42, 'good')], now),
    rain: rainPictureOf([], undefined, undefined, now),
    flood: {
      ...floodPictureOf([stationWith('F1', 'flood', { depth_cm: 0 })], undefined, now),
      risk: { level: 'widespread' as const, points: 12 },
    },
    lake: lakePictureOf([stationWith('W1', 'water', { do: 7 })], now),
    cameras: cameraPictureOf([], now),
  }
  const verdict = verdictOf(pictures)
  expect(verdict).toMatchObject({ tone: 'alarm', storm: true })
  expect(say(verdict)).toContain('Nguy cơ ngập diện rộng, 12 điểm')
})

test('suspect rain is said with its mark and asks for attention, not to act; confirmed rain comes first', () => {
  const air = [airWith('A', 42, 'good')]
  const pictures = {
    air: airPictureOf(air, now),
    flood: floodPictureOf([stationWith('F1', 'flood', { depth_cm: 0 })], undefined, now),
    lake: lakePictureOf([stationWith('W1', 'water', { do: 7 })], now),
    cameras: cameraPictureOf([], now),
  }
  const rainOf = (mm: number, suspect: number) => {
    const totals = totalsOf({ R1: mm }, true, { R1: suspect })
    return rainPictureOf([stationWith('R1', 'rain', { rain_10m: 1 })], totals, undefined, now)
  }
  const verdict = verdictOf({ ...pictures, rain: rainOf(4, 80) })
  expect(verdict).toMatchObject({ tone: 'watch', storm: true })
  expect(say(verdict)).toContain('Mưa 84 mm trong 1 giờ qua (chưa kiểm chứng)')
  expect(say(verdict, 'en')).toContain('(not yet confirmed)')
  expect(say(verdictOf({ ...pictures, rain: rainOf(60, 80) }))).toContain('Mưa 60 mm trong 1 giờ qua')
  const unconfirmedRisk = { level: 'severe' as const, points: 3 }
  const risk = verdictOf({ ...pictures, rain: rainOf(0, 0), flood: { ...pictures.flood, unconfirmedRisk } })
  expect(risk.tone).toBe('watch')
  expect(say(risk)).toContain('Nguy cơ ngập nghiêm trọng, 3 điểm (chưa kiểm chứng)')
})
