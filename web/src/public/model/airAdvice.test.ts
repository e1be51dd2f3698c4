import { expect, test } from 'vitest'
import { aqiBands } from '@city/domain/air/aqiTable.ts'
import { adviceEn } from '../advice.en.ts'
import { adviceVi } from '../advice.vi.ts'
import { adviceFor } from './airAdvice.ts'

test('says the same advice once: the hazardous row of the Decision is one merged cell', () => {
  expect(adviceFor('hazardous')).toEqual(['everybody'])
  expect(adviceFor('good')).toEqual(['everybody'])
})

test('speaks to both groups in the four bands between', () => {
  for (const band of ['moderate', 'poor', 'bad', 'very_bad'] as const)
    expect(adviceFor(band)).toEqual(['general', 'sensitive'])
})

test('every band has its advice and its effect in both languages', () => {
  for (const texts of [adviceVi, adviceEn])
    for (const { band } of aqiBands) {
      const said: Record<string, string> = texts[band]
      expect(said.effect).toBeTruthy()
      for (const group of adviceFor(band)) expect(said[group]).toBeTruthy()
    }
})
