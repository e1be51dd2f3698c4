import { fileTimeReader } from '../time/fileTime.ts'
import { parseTime } from '../time/parseTime.ts'

const parts = /yyyy|MM|dd|HH|mm|ss/g
const widths: Readonly<Record<string, number>> = { yyyy: 4, MM: 2, dd: 2, HH: 2, mm: 2, ss: 2 }

/** Whether a text names a way to write times: `iso`, `epoch_s`, `epoch_ms`, or a pattern of yyyy MM dd HH mm ss that has at
 *  least a day, e.g. `dd/MM/yyyy HH:mm`. */
export function isTimeFormat(format: string): boolean {
  if (['iso', 'epoch_s', 'epoch_ms'].includes(format)) return true
  const found: readonly string[] = format.match(parts) ?? []
  return new Set(found).size === found.length && ['yyyy', 'MM', 'dd'].every((part) => found.includes(part))
}

/** Reads times of a foreign format.
 *  @param format as `isTimeFormat` accepts it
 *  @param zone offset from UTC of times that do not say theirs, `+07:00` or `Z`
 *  @returns function to ms since 1970 UTC; undefined for what is no such time or a moment that does not exist */
export function timeReader(format: string, zone: string): (raw: unknown) => number | undefined {
  if (format === 'epoch_ms' || format === 'epoch_s') {
    const factor = format === 'epoch_s' ? 1000 : 1
    return (raw) => {
      const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw
      return typeof number === 'number' ? parseTime(Math.round(number * factor)) : undefined
    }
  }
  const readIso = fileTimeReader(zone)
  if (format === 'iso') return (raw) => (typeof raw === 'string' ? readIso(raw) : undefined)
  const order: readonly string[] = format.match(parts) ?? []
  const escaped = format.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const pattern = new RegExp(`^${escaped.replaceAll(parts, (part) => `(\\d{${widths[part]}})`)}$`)
  return (raw) => {
    const match = typeof raw === 'string' || typeof raw === 'number' ? pattern.exec(String(raw).trim()) : null
    if (!match) return undefined
    const part = (name: string) => match[order.indexOf(name) + 1]
    const clock = ['HH', 'mm', 'ss'].map((name) => (order.includes(name) ? part(name) : '00'))
    return parseTime(`${part('yyyy')}-${part('MM')}-${part('dd')}T${clock.join(':')}${zone}`)
  }
}

/** Writes a moment in such a format, for requests that ask for a span of time.
 *  @param time ms since 1970 UTC */
export function writeTime(time: number, format: string, zone: string): string {
  if (format === 'epoch_ms') return String(time)
  if (format === 'epoch_s') return String(Math.floor(time / 1000))
  const local = new Date(time + zoneMs(zone)).toISOString()
  if (format === 'iso') return `${local.slice(0, 19)}${zone}`
  const at: Readonly<Record<string, [number, number]>> = {
    ...{ yyyy: [0, 4], MM: [5, 7], dd: [8, 10], HH: [11, 13], mm: [14, 16], ss: [17, 19] },
  }
  return format.replaceAll(parts, (part) => local.slice(...at[part]!))
}

function zoneMs(zone: string): number {
  return Date.UTC(2026, 0, 1) - (parseTime(`2026-01-01T00:00:00${zone}`) ?? Number.NaN)
}
