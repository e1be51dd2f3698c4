import { hanoiOffsetMs } from '../time/hanoiTime.ts'
import type { Names } from '../station/station.ts'
import type { BlockedSettings, BlockedSpell } from './blockedGauge.ts'

/** What was seen of a gauge that is taken for blocked, in words; days of Hanoi.
 *  @param mostName name of the neighbour that measured most */
export function blockedText(spell: BlockedSpell, mostName: Names | undefined): Names {
  const most = spell.neighbours[0]
  const [dry, since] = [dayText(spell.drySince), dayText(spell.from)]
  if (!most || !mostName)
    return {
      vi: `Nghi trạm bị tắc: báo 0 mm từ ${dry}, trong khi xung quanh có mưa từ ${since}`,
      en: `The gauge may be blocked: 0 mm since ${dry} though it rained around it from ${since} on`,
    }
  const mm = Math.round(most.mm)
  return {
    vi: `Nghi trạm bị tắc: báo 0 mm từ ${dry}, trong khi xung quanh có mưa từ ${since}, nhiều nhất ${mm} mm tại ${mostName.vi}`,
    en: `The gauge may be blocked: 0 mm since ${dry} though it rained around it from ${since} on, most at ${mostName.en}, ${mm} mm`,
  }
}

/** When a gauge is taken for blocked. */
export function blockedCondition({ days, mm, months: [first, last], km }: BlockedSettings): Names {
  return {
    vi: `Báo 0 mm trong ${days} ngày của tháng ${first}–${last} trong khi đa số trạm trong vòng ${km} km đo được hơn ${mm} mm; còn hiệu lực đến khi trạm đo được mưa`,
    en: `0 mm for ${days} days of months ${first}–${last} while most gauges within ${km} km measured more than ${mm} mm; it holds until the gauge measures rain`,
  }
}

function dayText(time: number): string {
  const [year, month, day] = new Date(time + hanoiOffsetMs).toISOString().slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}
