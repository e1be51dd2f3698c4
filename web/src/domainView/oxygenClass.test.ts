import { expect, test } from 'vitest'
import { oxygenClassOf } from './oxygenClass.ts'

test('takes the limits of QCVN 08:2023 for lakes, each belonging to the better class', () => {
  const classes = [6, 5.9, 5, 4.9, 4, 3.9, 2, 1.9, 0].map(oxygenClassOf)
  expect(classes).toEqual(['A', 'B', 'B', 'C', 'C', 'D', 'D', 'below_D', 'below_D'])
})

test('a value that is shown as 4,0 has the class of 4,0', () => {
  expect([3.97, 3.94].map(oxygenClassOf)).toEqual(['C', 'D'])
})
