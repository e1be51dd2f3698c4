import { mappedParameter, mappedUnitFactor } from '../profile/mappingTable.ts'
import type { StationFileSettings } from '../profile/stationFiles.ts'
import { findParameter, type Parameter } from '../station/parameter.ts'
import type { Domain } from '../station/station.ts'
import { isKnownUnit, unitFactor, unitSpelling } from '../units/convert.ts'
import { gasFactor, ionFactor, type IonParameter, type PpbParameter } from '../units/instrumentFactors.ts'
import type { FileContext } from './decodeFileReading.ts'
import type { RejectionReason } from './rejection.ts'
import { parseFileTime } from './stationFileName.ts'

/** Device status of a line: measuring, calibrating, device error (environment.md 4.4). */
export type FileStatus = '00' | '01' | '02'

/** One good line of a station file, in the canonical unit. `value` undefined: the device had none to give. */
export interface FileLine {
  parameter: Parameter
  value: number | undefined
  time: number
  status: FileStatus
}

/** Why a line is not taken; `code` is the one of environment.md 4.9. */
export interface LineFault {
  code: string
  reason: RejectionReason
  detail: string
  once?: boolean
}

/** Units that a file may write, by canonical unit (environment.md 4.5), as `unitSpelling` gives them. A unit that could be
 *  converted but is not listed is not taken: a factor of 1000 must be said, never guessed (M5). */
const agreedUnits: Readonly<Record<string, readonly string[]>> = {
  'µg/m³': ['ug/m3', 'ug/nm3'],
  '°C': ['oc', '°c', 'c'],
  '%': ['%'],
  hPa: ['hpa', 'mbar'],
  'm/s': ['m/s'],
  '°': ['degree', 'o', '°'],
  'W/m²': ['w/m2'],
  '': ['', '-'],
  'mg/L': ['mg/l'],
  'µS/cm': ['us/cm'],
  NTU: ['fnu', 'ntu'],
  'µg/L': ['ug/l'],
  'm³/s': ['m3/h', 'm3/s'],
  m: ['m', 'cm'],
  cm: ['cm'],
  mm: ['mm'],
  V: ['v'],
  tips: ['tip'],
  RFU: ['rfu'],
  'MPN/100 mL': ['mpn/100ml'],
}

const plainNumber = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/
const commaNumber = /^-?\d+,\d+$/

/** Reads one line: five fields, separated by one TAB; the unit may be empty (environment.md 4.4). */
export function readStationFileLine(
  line: string,
  domain: Domain,
  settings: StationFileSettings | undefined,
  mappings: FileContext['mappings'],
): FileLine | LineFault {
  const fields = line.split('\t')
  if (fields.length !== 5 || fields[0]!.trim() === '')
    return fault('E07', 'bad_line', `${fields.length} fields: ${line.slice(0, 200)}`)
  const [name, text, unit, clock, state] = fields.map((field) => field.trim()) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const spelt = name.normalize('NFC')
  const parameter = findParameter(domain, spelt) ?? mappedParameter(mappings, spelt, domain)
  if (!parameter) return { ...fault('', 'unknown_parameter', spelt), once: true }
  const time = parseFileTime(clock)
  if (time === undefined) return fault('E11', 'bad_time', `${spelt}: ${clock}`)
  if (state !== '00' && state !== '01' && state !== '02')
    return fault('E14', 'unknown_device_status', `${spelt}: ${state}`)
  const factor = factorOf(parameter, spelt, unit, domain, settings, mappings)
  if (factor === undefined)
    return fault('E10', isKnownUnit(unit) ? 'unexpected_unit' : 'unknown_unit', `${spelt}: ${unit}`)
  const number = plainNumber.test(text)
    ? Number(text)
    : settings?.decimal_comma && commaNumber.test(text)
      ? Number(text.replace(',', '.'))
      : NaN
  if (Number.isFinite(number)) return { parameter, value: number * factor, time, status: state }
  // An instrument in calibration or error has no value to give: that is missing, not wrong (M8).
  if (state !== '00' && !/\d/.test(text)) return { parameter, value: undefined, time, status: state }
  return fault('E09', 'not_a_number', `${spelt}: ${text}`)
}

/** Files write the same units again and again; who invents units cannot fill the memory. */
const spellings = new Map<string, string>()

function spellingOf(unit: string): string {
  let spelling = spellings.get(unit)
  if (spelling === undefined) {
    if (spellings.size > 200) spellings.clear()
    spellings.set(unit, (spelling = unitSpelling(unit)))
  }
  return spelling
}

export function isFault(line: FileLine | LineFault): line is LineFault {
  return 'reason' in line
}

/** Factor from what the file writes to the canonical unit; undefined where the unit is not agreed. */
function factorOf(
  parameter: Parameter,
  name: string,
  unit: string,
  domain: Domain,
  settings: StationFileSettings | undefined,
  mappings: FileContext['mappings'],
): number | undefined {
  const ion = settings?.ions.includes(parameter.id as IonParameter) ? ionFactor(parameter.id) : 1
  const spelling = spellingOf(unit)
  if (agreedUnits[parameter.unit]?.includes(spelling)) {
    const factor = unitFactor(unit, parameter.unit)
    return factor === undefined ? undefined : factor * ion
  }
  const extra = settings && (settings.units[parameter.id] ?? settings.units[name])
  if (extra?.some((one) => unitSpelling(one) === spelling)) {
    const factor = unitFactor(unit, parameter.unit)
    return factor === undefined ? undefined : factor * ion
  }
  if (settings?.ppb.includes(parameter.id as PpbParameter)) return gasFactor(parameter.id, unit)
  const mapped = mappedUnitFactor(mappings, unit, domain, parameter.unit)
  return mapped === undefined ? undefined : mapped * ion
}

function fault(code: string, reason: RejectionReason, detail: string): LineFault {
  return { code, reason, detail: code === '' ? detail : `${code} ${detail}` }
}
