/** A record of a SenML pack, resolved (RFC 8428 4.6). `time`: ms since 1970 UTC; `value` as it came, base value added. */
export interface SenmlRecord {
  name: string
  unit: string | undefined
  time: number
  value: unknown
}

/** Version 10, and 10 with the feature "secondary units" (bit 4, RFC 9100). */
const featured = 10 + 16
/** Times below are relative to now, s (RFC 8428 4.5.3). */
const relativeBelow = 2 ** 28
const nameRule = /^[A-Za-z0-9][A-Za-z0-9\-:./_]*$/

/** Resolves a SenML pack in JSON: base name, time, unit and value hold for their record and all after it.
 *  @param now ms since 1970 UTC, for times that are relative to it
 *  @returns a text that says what is wrong when the pack as a whole must not be used; `faults` names single records */
export function resolveSenml(
  pack: unknown,
  now: number,
): { records: SenmlRecord[]; faults: { record: unknown; fault: string }[] } | string {
  if (!Array.isArray(pack)) return 'a SenML pack is a list of records'
  const records: SenmlRecord[] = []
  const faults: { record: unknown; fault: string }[] = []
  let base = { name: '', time: 0, value: 0, unit: undefined as string | undefined }
  for (const record of pack as unknown[]) {
    if (!isRecord(record)) return 'a record is no object'
    const mandatory = Object.keys(record).find((label) => label.endsWith('_'))
    if (mandatory !== undefined) return `${mandatory} must be understood and is not (RFC 8428 4.4)`
    const { bver, bn, bt, bu, bv } = record
    if (bver !== undefined && !(typeof bver === 'number' && (bver <= 10 || bver === featured)))
      return `version ${JSON.stringify(bver)} is not known`
    if (!isText(bn) || !isNumber(bt) || !isText(bu) || !isNumber(bv))
      return 'a base field (bn, bt, bu, bv) has the wrong type'
    base = {
      ...{ name: bn ?? base.name, time: bt ?? base.time, value: bv ?? base.value, unit: bu ?? base.unit },
    }
    const { n, t, u, v, vs, vb, vd, s } = record
    const given = [v, vs, vb, vd].filter((one) => one !== undefined)
    if (given.length === 0 && n === undefined && s === undefined) continue
    const fault = (text: string) => void faults.push({ record, fault: text })
    if (!isText(n) || !isNumber(t) || !isText(u)) fault('n, t or u has the wrong type')
    else if (given.length !== 1) fault(given.length === 0 ? 'no value' : 'more than one value')
    else if (v !== undefined && typeof v !== 'number') fault('v is no number')
    else {
      const name = base.name + (n ?? '')
      const seconds = base.time + (t ?? 0)
      const time = Math.round(seconds < relativeBelow ? now + seconds * 1000 : seconds * 1000)
      const value = typeof v === 'number' ? v + base.value : given[0]
      if (nameRule.test(name)) records.push({ name, unit: u ?? base.unit, time, value })
      else fault(`"${name.slice(0, 100)}" is no name`)
    }
  }
  return { records, faults }
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string'
}

function isNumber(value: unknown): value is number | undefined {
  return value === undefined || (typeof value === 'number' && Number.isFinite(value))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
