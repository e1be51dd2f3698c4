import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/* What the kernel says of processes (Linux, /proc). */

/** CPU that a process has used so far, user and system, µs in steps of 10 ms; 0 when it has ended. */
export function cpuUsOf(pid: number): number {
  try {
    // Fields after the name, which may hold spaces: 14 = utime, 15 = stime, in ticks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return ((Number(fields[11]) + Number(fields[12])) * 1e6) / ticks
  } catch {
    return 0
  }
}

const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Largest resident memory of a process since it started, MB (10⁶ bytes). */
export function peakRssMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return (Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1024) / 1e6
}

/** Process that this one has started under that name, e.g. `influxd`; the youngest of several.
 *  @throws Error when there is none */
export function childNamed(name: string): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
  const found = children.findLast((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === name)
  if (!found) throw new Error(`no child process is named ${name}`)
  return Number(found)
}
