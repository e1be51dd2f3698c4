/** Light of one moment: colours as CSS. `night` 0 (day) … 1 (dark); `wet` 0 … 1 by rain. */
export interface Light {
  skyTop: string
  skyLow: string
  road: string
  night: number
  wet: number
}

type Colour = readonly [number, number, number]

function mix(from: Colour, to: Colour, share: number): Colour {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share)
  return [at(0), at(1), at(2)]
}

export function css([red, green, blue]: Colour, alpha = 1): string {
  return `rgba(${red},${green},${blue},${alpha})`
}

/* Hour of the day in Hanoi, sky above, sky at the horizon. Between them the colours are mixed. */
const hours: readonly (readonly [number, Colour, Colour])[] = [
  [0, [10, 16, 34], [28, 34, 58]],
  [4.8, [18, 26, 52], [52, 52, 84]],
  [5.8, [92, 122, 168], [246, 190, 150]],
  [7.5, [112, 164, 214], [214, 224, 228]],
  [12, [92, 156, 220], [206, 222, 232]],
  [16, [110, 160, 206], [232, 220, 196]],
  [17.6, [104, 104, 150], [250, 164, 106]],
  [18.6, [34, 36, 74], [124, 84, 104]],
  [19.6, [12, 18, 38], [40, 42, 68]],
  [24, [10, 16, 34], [28, 34, 58]],
]

/** Darkness 0…1: night ends between 5 and 6 and falls between 17:30 and 19 (Hanoi, all year to within half an hour). */
function darkness(hour: number): number {
  const dawn = 1 - (hour - 5) / 1
  const dusk = (hour - 17.5) / 1.5
  return Math.min(1, Math.max(0, hour < 12 ? dawn : dusk))
}

/** Light at an hour (0 … 24) of the day and a rain intensity, mm/h. */
export function lightAt(hour: number, rainMmH: number): Light {
  const next = Math.max(
    1,
    hours.findIndex(([at]) => at > hour),
  )
  const [fromHour, fromTop, fromLow] = hours[next - 1]!
  const [toHour, toTop, toLow] = hours[next]!
  const share = (hour - fromHour) / (toHour - fromHour)
  const night = darkness(hour)
  const wet = Math.min(1, rainMmH / 8)
  const grey: Colour = night > 0.5 ? [24, 28, 40] : [128, 138, 148]
  const road = mix([104, 108, 114], [34, 37, 46], Math.max(night, wet * 0.55))
  return {
    skyTop: css(mix(mix(fromTop, toTop, share), grey, wet * 0.8)),
    skyLow: css(mix(mix(fromLow, toLow, share), grey, wet * 0.7)),
    road: css(road),
    night,
    wet,
  }
}

/** A colour of the day as it looks in this light. */
export function lit(colour: Colour, light: Light): string {
  return css(mix(colour, [20, 24, 40], light.night * 0.72 + light.wet * 0.12))
}
