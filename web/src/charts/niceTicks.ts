/** Round marks that cover low … high: steps of 1, 2, 2.5 or 5 times a power of ten, about `count` of them. */
export function niceTicks(low: number, high: number, count = 4): number[] {
  const span = Math.max(high - low, Math.abs(high) * 0.01, 1e-6)
  const raw = span / count
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= raw * 0.999) ?? 10) * power
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}

/** Digits after the decimal mark that the marks need. */
export function tickDecimals(ticks: readonly number[]): number {
  return Math.max(0, ...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0))
}
