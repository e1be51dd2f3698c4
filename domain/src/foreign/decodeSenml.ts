import { decodeBodies, type DecodeContext, type DecodedReading } from '../reading/decodeReadings.ts'
import { findParameter } from '../station/parameter.ts'
import { gatherBodies } from './foreignBody.ts'
import type { ForeignField, SenmlSubscription } from './foreignFile.ts'
import { resolveSenml, type SenmlRecord } from './senml.ts'
import { senmlConversion } from './senmlUnits.ts'
import { turnedAway } from './turnedAway.ts'
import { valueIn } from './valueIn.ts'

/** Decodes a SenML pack in JSON (RFC 8428) into readings. Records of one station and moment make one reading; a name
 *  that no prefix of the profile fits is split at its last `/` or `:` into station and parameter.
 *  @param context `now`: when the pack arrived; times may be relative to it */
export function decodeSenml(
  pack: unknown,
  { stations: prefixes, fields }: SenmlSubscription,
  context: DecodeContext,
): DecodedReading[] {
  const resolved = resolveSenml(pack, context.now)
  if (typeof resolved === 'string') return [turnedAway('bad_shape', resolved, null, pack)]
  const gathered = gatherBodies()
  for (const record of resolved.records) {
    const { station, name } = placeOf(record.name, prefixes)
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const { value, unit } = convert(record, name, field, station, context)
    gathered.put(station, record.time, field?.parameter ?? name, value, unit)
  }
  const faults = resolved.faults.map(({ record, fault }) =>
    turnedAway('bad_shape', fault, null, record, 'reading'),
  )
  return [...decodeBodies(gathered.bodies, context), ...faults]
}

function placeOf(
  name: string,
  prefixes: Readonly<Record<string, string>>,
): { station: string | undefined; name: string } {
  let best = ''
  for (const prefix in prefixes)
    if (prefix.length > best.length && name.startsWith(prefix) && name.length > prefix.length) best = prefix
  if (best !== '') return { station: prefixes[best], name: name.slice(best.length).replace(/^[:/]+/, '') }
  const cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'))
  return cut > 0 ? { station: name.slice(0, cut), name: name.slice(cut + 1) } : { station: undefined, name }
}

/** The value in a unit that our own names; a unit of the pack goes before one of the profile. */
function convert(
  { unit: symbol, value: raw }: SenmlRecord,
  name: string,
  field: ForeignField | undefined,
  station: string | undefined,
  { stations }: DecodeContext,
): { value: unknown; unit: string | undefined } {
  const value = typeof raw === 'number' ? valueIn(raw, field) : raw
  const domain = station === undefined ? undefined : stations.get(station)?.domain
  const parameter = domain && findParameter(domain, field?.parameter ?? name)
  if (symbol === undefined) return { value, unit: field?.unit }
  const conversion = parameter && senmlConversion(symbol, parameter.unit)
  if (!conversion || typeof value !== 'number') return { value, unit: symbol }
  return { value: value * conversion.factor + conversion.offset, unit: conversion.unit }
}
