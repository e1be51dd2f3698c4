/** Decimals and size up to which numbers are written without a text in between. */
const mostDecimals = 6
const largest = 0x7fff_ffff
const powers = Array.from({ length: mostDecimals + 1 }, (_, exponent) => 10 ** exponent)

/** Most bytes of a number: sign, 17 digits, point, exponent. */
export const numberBytes = 26

/** Writes a finite number as `String()` does: a quotient of few digits that is the number itself is its shortest text,
 *  because decimals of up to 15 digits have each a double of their own.
 *  @returns offset behind it */
export function putNumber(bytes: Uint8Array, at: number, value: number): number {
  const size = value < 0 ? -value : value
  for (let decimals = 0; decimals <= mostDecimals; decimals++) {
    const power = powers[decimals]!
    const whole = Math.round(size * power)
    if (whole > largest) break
    if (whole / power !== size) continue
    if (value < 0) bytes[at++] = 45
    return putDecimal(bytes, at, whole, decimals)
  }
  return putText(bytes, at, String(value))
}

/** `whole` / 10^`decimals`. */
function putDecimal(bytes: Uint8Array, at: number, whole: number, decimals: number): number {
  let digits = decimals + 1
  for (let left = Math.trunc(whole / powers[decimals]!); left >= 10; left = Math.trunc(left / 10)) digits++
  const end = at + digits + (decimals > 0 ? 1 : 0)
  let left = whole | 0
  for (let place = end - 1, written = 0; place >= at; place--) {
    if (written++ === decimals && decimals > 0) {
      bytes[place] = 46
      continue
    }
    const next = (left / 10) | 0
    bytes[place] = 48 + left - next * 10
    left = next
  }
  return end
}

/** Writes ASCII. @returns offset behind it */
function putText(bytes: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index)
  return at + text.length
}

/** @returns the block itself when so many bytes fit, else one of at least twice its size that begins with it */
export function withRoom(bytes: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= bytes.length) return bytes
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2))
  larger.set(bytes)
  return larger
}

/** Writes bytes, the first `left` of them left out. @returns offset behind them */
export function putBytes(bytes: Uint8Array, at: number, some: Uint8Array, left = 0): number {
  for (let index = left; index < some.length; index++) bytes[at++] = some[index]!
  return at
}
