/** Most digits of which every number is an exact double, as every power of ten up to as many is. */
const mostDigits = 15
const powers = Array.from({ length: mostDigits + 1 }, (_, exponent) => 10 ** exponent)

/** A number that is written plainly, `-12.5`, out of the bytes of a file: the same as `Number()` of its text, because the
 *  quotient of two exact doubles is rounded once.
 *  @param point byte of the decimal mark
 *  @returns NaN for everything else, which need not be wrong */
export function plainNumber(bytes: Uint8Array, from: number, to: number, point: number): number {
  const isNegative = bytes[from] === 45
  const start = isNegative ? from + 1 : from
  if (to - start > mostDigits + 1) return Number.NaN
  let digits = 0
  let decimals = -1
  let whole = 0
  for (let at = start; at < to; at++) {
    const digit = bytes[at]! - 48
    if (digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit
      digits++
    } else if (digit + 48 === point && decimals < 0) decimals = to - at - 1
    else return Number.NaN
  }
  if (digits === 0 || digits > mostDigits) return Number.NaN
  const size = decimals > 0 ? whole / powers[decimals]! : whole
  return isNegative ? -size : size
}
