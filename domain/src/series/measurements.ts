import { aqiParameters } from '../air/aqiTable.ts'
import { domains } from '../station/station.ts'
import { parametersOf } from '../station/parameter.ts'
import {
  goodFields,
  officialParameters,
  rolledUpParameters,
  rollupFields,
  rollupMeasurement,
  rollupSteps,
  type RollupStep,
} from './rollups.ts'
import { wqiParameters } from '../water/wqiTables.ts'

export type FieldType = 'float' | 'integer' | 'string'

/** A declared series: which tags identify a point and which fields it may carry. */
export interface Measurement {
  tags: readonly string[]
  fields: Readonly<Record<string, FieldType>>
}

/** Name of the field that holds the quality flag of a parameter; written only when the flag is not 1. */
export function flagField(parameter: string): string {
  return `q_${parameter}`
}

/** Name of the field that holds the outcomes of the quality tests of a parameter (quality/tests.ts), written only when there
 *  is something to tell. Quality control alone writes it. */
export function testsField(parameter: string): string {
  return `t_${parameter}`
}

/** Name of the field that holds what arrived beside a value (quality/arrivedState.ts); written only when it is not
 *  status 00. Quality control never changes it, so that the same value sent again is known as the same. */
export function stateField(parameter: string): string {
  return `s_${parameter}`
}

const fieldsByParameter = new Map<string, { flag: string; tests: string; state: string }>()

/** Names of the three fields beside the value of a parameter. */
export function qualityFields(parameter: string): { flag: string; tests: string; state: string } {
  let names = fieldsByParameter.get(parameter)
  if (!names) {
    names = { flag: flagField(parameter), tests: testsField(parameter), state: stateField(parameter) }
    fieldsByParameter.set(parameter, names)
  }
  return names
}

function readingMeasurement(domain: (typeof domains)[number]): Measurement {
  const fields: Record<string, FieldType> = {}
  for (const { id } of parametersOf(domain)) {
    fields[id] = 'float'
    for (const name of [flagField(id), testsField(id), stateField(id)]) fields[name] = 'integer'
  }
  return { tags: ['station'], fields }
}

/** `<p>`: mean; `<p>_count` 0 says that the parameter has no value in the window (any more): fields merge, so that its
 *  mean, min and max may then be left over from before. */
function rollupMeasurementOf(domain: (typeof domains)[number], step: RollupStep): Measurement {
  const fields: Record<string, FieldType> = {}
  for (const parameter of rolledUpParameters(domain)) {
    const { mean, count, min, max, completeness } = rollupFields(parameter)
    for (const name of [mean, min, max, completeness]) fields[name] = 'float'
    fields[count] = 'integer'
  }
  for (const parameter of step === '1h' ? officialParameters(domain) : []) {
    const { mean, count } = goodFields(parameter)
    fields[mean] = 'float'
    fields[count] = 'integer'
  }
  return { tags: ['station'], fields }
}

const airIndexFields: Readonly<Record<string, FieldType>> = {
  valid: 'integer',
  subs: 'string',
  value: 'float',
  main: 'string',
  method: 'string',
  ...Object.fromEntries(aqiParameters.map((parameter) => [`sub_${parameter}`, 'float'] as const)),
}

const waterIndex: Measurement = {
  tags: ['station'],
  fields: {
    valid: 'integer',
    official: 'integer',
    subs: 'string',
    value: 'float',
    main: 'string',
    method: 'string',
    ...Object.fromEntries(wqiParameters.map((parameter) => [`sub_${parameter}`, 'float' as const])),
  },
}

/** Every measurement that the program writes (design section 5). Adapters create nothing that is not declared here. */
export const measurements: Readonly<Record<string, Measurement>> = {
  ...Object.fromEntries(domains.map((domain) => [domain, readingMeasurement(domain)])),
  ...Object.fromEntries(
    domains.flatMap((domain) =>
      rollupSteps.map((step) => [rollupMeasurement(domain, step), rollupMeasurementOf(domain, step)]),
    ),
  ),
  // valid: 1 when the hour has an index, 0 when it has none (now); fields merge, so that with 0 the fields value and main
  // may be left over from before. subs: the parameters that have a sub-index now, with commas; other sub_* are left over.
  air_index: { tags: ['station'], fields: airIndexFields },
  // partial: columns whose largest mean is a lower bound, with commas.
  air_index_1d: { tags: ['station'], fields: { ...airIndexFields, partial: 'string' } },
  // As air_index; official 0: provisional, too few groups for the Decision (value and subs hold all the same).
  water_index: waterIndex,
  water_index_1d: waterIndex,
  camera: {
    tags: ['camera'],
    fields: {
      online: 'integer',
      fps: 'float',
      width: 'integer',
      height: 'integer',
      codec: 'string',
      reason: 'string',
      answer_ms: 'float',
    },
  },
  // What became of everything that a source sent, counted over one minute; lag_ms: mean time from arrival to stored.
  ingest: {
    tags: ['source'],
    fields: {
      received: 'integer',
      stored: 'integer',
      duplicate: 'integer',
      rejected: 'integer',
      waiting: 'integer',
      lag_ms: 'float',
    },
  },
  dossier: {
    tags: ['unit', 'code'],
    fields: { value: 'float', numerator: 'float', denominator: 'float' },
  },
}
