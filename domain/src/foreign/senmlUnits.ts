import { unitFactor } from '../units/convert.ts'

/** How a value in a SenML unit becomes one in a unit of ours: value × factor + offset. */
export interface SenmlConversion {
  unit: string
  factor: number
  offset: number
}

const to = (unit: string, factor = 1, offset = 0): SenmlConversion => ({ unit, factor, offset })

/** Symbols of the registries "SenML Units" (RFC 8428 12.1) and "Secondary Units" (RFC 8798) that a station may send. */
const symbols: Readonly<Record<string, readonly SenmlConversion[]>> = {
  Cel: [to('°C')],
  K: [to('°C', 1, -273.15)],
  '%RH': [to('%')],
  '%': [to('%')],
  '/': [to('%', 100)],
  '/100': [to('%')],
  Pa: [to('hPa', 0.01)],
  hPa: [to('hPa')],
  'm/s': [to('m/s')],
  'km/h': [to('m/s', 1 / 3.6)],
  rad: [to('°', 180 / Math.PI)],
  deg: [to('°')],
  'W/m2': [to('W/m²')],
  V: [to('V')],
  mV: [to('V', 0.001)],
  pH: [to('')],
  'S/m': [to('µS/cm', 10_000)],
  m: [to('m')],
  cm: [to('cm')],
  mm: [to('mm')],
  'm3/s': [to('m³/s')],
  'l/s': [to('m³/s', 0.001)],
  'ug/m3': [to('µg/m³')],
  'kg/m3': [to('µg/m³', 1e9), to('mg/L', 1000), to('µg/L', 1e6)],
}

/** The conversion of a SenML unit that fits the canonical unit of a parameter; undefined when the symbol is not known or
 *  does not fit. */
export function senmlConversion(symbol: string, canonical: string): SenmlConversion | undefined {
  if (!Object.hasOwn(symbols, symbol)) return undefined
  return symbols[symbol]!.find(({ unit }) => unit === canonical || unitFactor(unit, canonical) !== undefined)
}
