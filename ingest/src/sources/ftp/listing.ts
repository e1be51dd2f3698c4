import type { Entry } from '../../files/shelf.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** A line of LIST, as `ls -l` writes it: what clients have learnt to read. Time in UTC; a year in place of the clock when it
 *  is half a year away. */
export function listLine({ name, isFolder, size, mtimeMs }: Entry, now: number): string {
  const time = new Date(mtimeMs)
  const isNear = Math.abs(now - mtimeMs) < 182 * 86_400_000
  const clock = isNear
    ? `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`
    : ` ${time.getUTCFullYear()}`
  const day = String(time.getUTCDate()).padStart(2)
  const rights = isFolder ? 'drwxr-x---' : '-rw-r-----'
  return `${rights} 1 city city ${String(size).padStart(8)} ${months[time.getUTCMonth()]} ${day} ${clock} ${name}`
}

/** Facts of MLSD and MLST (RFC 3659 7.5), and the name. */
export function factsLine({ name, isFolder, size, mtimeMs }: Entry): string {
  const kind = isFolder ? 'type=dir;perm=elcmp;' : `type=file;size=${size};perm=rwdf;`
  return `${kind}modify=${stampOf(mtimeMs)}; ${name}`
}

/** yyyyMMddHHmmss in UTC (RFC 3659 2.3). */
export function stampOf(timeMs: number): string {
  return new Date(timeMs).toISOString().replaceAll(/\D/g, '').slice(0, 14)
}
