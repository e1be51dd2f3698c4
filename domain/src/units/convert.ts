/** How a spelling of a unit maps to a canonical one: canonical value = value × factor. */
interface Conversion {
  unit: string
  factor: number
}

/** Spellings seen on arrival (environment.md 4.5), lower case, micro sign folded to `u`, without blanks. */
const spellings: Readonly<Record<string, readonly Conversion[]>> = {
  'ug/m3': [{ unit: 'µg/m³', factor: 1 }],
  'ug/nm3': [{ unit: 'µg/m³', factor: 1 }],
  'mg/m3': [{ unit: 'µg/m³', factor: 1000 }],
  'mg/nm3': [{ unit: 'µg/m³', factor: 1000 }],
  'mg/l': [{ unit: 'mg/L', factor: 1 }],
  'ug/l': [
    { unit: 'µg/L', factor: 1 },
    { unit: 'mg/L', factor: 0.001 },
  ],
  c: [{ unit: '°C', factor: 1 }],
  oc: [{ unit: '°C', factor: 1 }],
  '°c': [{ unit: '°C', factor: 1 }],
  '%': [{ unit: '%', factor: 1 }],
  hpa: [{ unit: 'hPa', factor: 1 }],
  mbar: [{ unit: 'hPa', factor: 1 }],
  'm/s': [{ unit: 'm/s', factor: 1 }],
  degree: [{ unit: '°', factor: 1 }],
  o: [{ unit: '°', factor: 1 }],
  '°': [{ unit: '°', factor: 1 }],
  'w/m2': [{ unit: 'W/m²', factor: 1 }],
  'us/cm': [{ unit: 'µS/cm', factor: 1 }],
  'ms/cm': [{ unit: 'µS/cm', factor: 1000 }],
  fnu: [{ unit: 'NTU', factor: 1 }],
  ntu: [{ unit: 'NTU', factor: 1 }],
  rfu: [{ unit: 'RFU', factor: 1 }],
  'mpn/100ml': [{ unit: 'MPN/100 mL', factor: 1 }],
  mm: [
    { unit: 'mm', factor: 1 },
    { unit: 'cm', factor: 0.1 },
  ],
  cm: [
    { unit: 'cm', factor: 1 },
    { unit: 'm', factor: 0.01 },
  ],
  m: [
    { unit: 'm', factor: 1 },
    { unit: 'cm', factor: 100 },
  ],
  'm3/s': [{ unit: 'm³/s', factor: 1 }],
  'm3/h': [{ unit: 'm³/s', factor: 1 / 3600 }],
  v: [{ unit: 'V', factor: 1 }],
  tip: [{ unit: 'tips', factor: 1 }],
}

/** A unit as it is compared: lower case, micro sign folded to `u`, without blanks. */
export function unitSpelling(text: string): string {
  const folded = text.trim().toLowerCase().replaceAll(/[µμ]/g, 'u').replaceAll('³', '3').replaceAll('²', '2')
  return folded.replaceAll(/\s/g, '')
}

/** Whether a unit is understood for some parameter; "-" means the canonical one. */
export function isKnownUnit(text: string): boolean {
  // A unit named like something every object has, `constructor`, must be unknown.
  return text === '' || text === '-' || Object.hasOwn(spellings, unitSpelling(text))
}

/** Factor from a producer's unit to the canonical unit, or undefined when the two do not fit.
 *  An empty unit or "-" means the canonical one (pH has none). Units as ppb need molar masses and are not guessed. */
export function unitFactor(from: string, canonical: string): number | undefined {
  if (from === canonical || from === '' || from === '-') return 1
  if (!isKnownUnit(from)) return undefined
  return spellings[unitSpelling(from)]?.find(({ unit }) => unit === canonical)?.factor
}
