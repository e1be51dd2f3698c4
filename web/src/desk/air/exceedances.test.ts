import { expect, test } from 'vitest'
import type { LimitComparison } from '@city/domain/api/air.ts'
import { exceedancesOf } from './exceedances.ts'

const limit = (parameter: string, window: '1h' | '24h', value: number, of: number): LimitComparison => ({
  ...{ parameter, window, limit: of, value, exceeded: value > of, document: 'QCVN 05:2023/BTNMT' },
  ...{ valid_from: '2026-01-01', mark: 'V2' },
})

test('counts stations over a limit of those that could be compared, and names the highest', () => {
  const rows = exceedancesOf([
    { station: 'A', limits: [limit('pm25', '24h', 44, 45), limit('no2', '1h', 90, 200)] },
    { station: 'B', limits: [limit('pm25', '24h', 61, 45)] },
    { station: 'C', limits: [] },
  ])
  expect(rows.map(({ parameter, window, over, of, worst }) => [parameter, window, over, of, worst])).toEqual([
    ['pm25', '24h', 1, 2, { station: 'B', value: 61 }],
    ['no2', '1h', 0, 1, { station: 'A', value: 90 }],
  ])
})
