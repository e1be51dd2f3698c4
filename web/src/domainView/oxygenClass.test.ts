import { expect, test } from 'vitest'
import { oxygenClassOf } from './oxygenClass.ts'

test('takes the limits of QCVN 08:2023 for lakes, each belonging to the better class', () => {
  const classes = [6, 5.99, 5, 4.99, 4, 3.99, 2, 1.99, 0].map(oxygenClassOf)
  expect(classes).toEqual(['A', 'B', 'B', 'C', 'C', 'D', 'D', 'below_D', 'below_D'])
})
