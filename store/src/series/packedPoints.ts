import { checkPoints, declarationOf } from './declared.ts'
import type { PackedPoints, PackedRun, SeriesPoint } from '@city/domain/series/seriesStore.ts'

/** Points as few buffers, so that one thread can hand many of them to another.
 *  @throws StoreRefused when a point is not declared */
export function packPoints(points: readonly SeriesPoint[]): PackedPoints {
  checkPoints(points)
  const runs: PackedRun[] = []
  const places = new Map<string, number>()
  const texts: string[] = []
  let numbers = new Float64Array(points.length * 16)
  let end = 0
  let run: PackedRun | undefined
  for (const point of points) {
    if (!run || !belongsTo(point, run)) runs.push((run = runOf(point)))
    run.count++
    const after = end + 1 + run.names.length
    if (after > numbers.length) {
      const larger = new Float64Array(Math.max(after, 2 * numbers.length))
      larger.set(numbers)
      numbers = larger
    }
    numbers[end++] = point.time
    for (const name in point.fields) {
      const value = point.fields[name]!
      if (typeof value === 'number') {
        numbers[end++] = value
        continue
      }
      let place = places.get(value)
      if (place === undefined) {
        places.set(value, (place = texts.length))
        texts.push(value)
      }
      numbers[end++] = place
    }
  }
  return { runs, numbers: numbers.subarray(0, end), texts }
}

function runOf({ measurement, tags, fields }: SeriesPoint): PackedRun {
  const names = Object.keys(fields)
  const { fields: types } = declarationOf(measurement)
  return { measurement, tags, names, isText: names.map((name) => types[name] === 'string'), count: 0 }
}

function belongsTo({ measurement, tags, fields }: SeriesPoint, run: PackedRun): boolean {
  if (measurement !== run.measurement || !hasNames(fields, run.names)) return false
  if (tags === run.tags) return true
  for (const tag in run.tags) if (tags[tag] !== run.tags[tag]) return false
  return true
}

/** Whether the fields are these names in this order. */
export function hasNames(fields: SeriesPoint['fields'], names: readonly string[]): boolean {
  let at = 0
  for (const field in fields) if (field !== names[at++]) return false
  return at === names.length
}
