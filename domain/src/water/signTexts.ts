import { hanoiOffsetMs } from '../time/hanoiTime.ts'
import type { SignCode, SignSettings } from './waterSettings.ts'

export interface Words {
  vi: string
  en: string
}

/** The condition of a sign as it is set in this city. */
export function signConditions(code: SignCode, settings: SignSettings): Words {
  const twice = settings.least_readings
  const [dawn, day] = [spanText(settings.before_dawn), spanText(settings.by_day)]
  const { vi, en } = {
    do_low_before_dawn: {
      vi: `DO dưới ${settings.do_low_mg_l} mg/L trong khoảng ${dawn}, ít nhất ${twice} lần đo trung bình 10 phút`,
      en: `DO below ${settings.do_low_mg_l} mg/L between ${dawn}, in at least ${twice} ten-minute means`,
    },
    ph_high: {
      vi: `pH trên ${settings.ph_high}, ít nhất ${twice} lần đo trung bình 10 phút`,
      en: `pH above ${settings.ph_high}, in at least ${twice} ten-minute means`,
    },
    chla_jump: {
      vi: `diệp lục a trung bình 3 giờ gấp ít nhất ${settings.chla_ratio} lần và cao hơn ít nhất ${settings.chla_rise_ug_l} µg/L so với trung bình 24 giờ kết thúc một ngày trước đó`,
      en: `chlorophyll-a of 3 hours at least ${settings.chla_ratio} times and ${settings.chla_rise_ug_l} µg/L above the mean of the 24 hours that ended a day before`,
    },
    do_supersaturated: {
      vi: `DO từ ${settings.do_supersaturated_percent} % bão hòa trong khoảng ${day}; chỉ có ý nghĩa khi đi kèm dấu hiệu khác`,
      en: `DO of ${settings.do_supersaturated_percent} % saturation or more between ${day}; means something beside another sign only`,
    },
  }[code]
  return { vi: vi.replaceAll(/(\d)\.(\d)/g, '$1,$2'), en }
}

/** What was seen, in words, times of Hanoi. @param seen times in ms since 1970 UTC */
export function signTexts(
  code: SignCode,
  { since, at, values }: { since: number; at: number; values: Readonly<Record<string, number>> },
): Words {
  const figure = (key: string, decimals: number) => (values[key] ?? 0).toFixed(decimals)
  const [from, to] = [clockText(since), clockText(at)]
  const { vi, en } = {
    do_low_before_dawn: {
      vi: `Oxy hòa tan trước bình minh xuống ${figure('do', 1)} mg/L: nguy cơ cá chết`,
      en: `Dissolved oxygen fell to ${figure('do', 1)} mg/L before dawn: fish may die`,
    },
    ph_high: {
      vi: `pH lên tới ${figure('ph', 2)}: dấu hiệu tảo nở hoa`,
      en: `pH rose to ${figure('ph', 2)}: a sign of algal bloom`,
    },
    chla_jump: {
      vi: `Diệp lục a tăng từ ${figure('chla_before', 0)} lên ${figure('chla', 0)} µg/L: dấu hiệu tảo nở hoa`,
      en: `Chlorophyll-a rose from ${figure('chla_before', 0)} to ${figure('chla', 0)} µg/L: a sign of algal bloom`,
    },
    do_supersaturated: {
      vi: `Oxy ban ngày tới ${figure('do_saturation', 0)} % bão hòa`,
      en: `Oxygen by day reached ${figure('do_saturation', 0)} % of saturation`,
    },
  }[code]
  return {
    vi: `${vi.replaceAll(/(\d)\.(\d)/g, '$1,$2')} (từ ${from} đến ${to}).`,
    en: `${en} (from ${from} to ${to}).`,
  }
}

function spanText([from, to]: readonly [number, number]): string {
  return [from, to]
    .map((hour) => `${String(Math.floor(hour)).padStart(2, '0')}:${hour % 1 ? '30' : '00'}`)
    .join('–')
}

/** "04:10 22/11", Hanoi. */
function clockText(time: number): string {
  const text = new Date(time + hanoiOffsetMs).toISOString()
  return `${text.slice(11, 16)} ${text.slice(8, 10)}/${text.slice(5, 7)}`
}
