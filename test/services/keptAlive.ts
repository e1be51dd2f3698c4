import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface KeptAlive {
  /** Undefined while it is down. */
  readonly pid: number | undefined
  /** Ends that nobody here asked for: exit code or signal, and when, ms since 1970. */
  readonly ownEnds: readonly { end: string; at: number }[]
  /** Largest resident memory of any of its lives so far, bytes (VmHWM of Linux). */
  peakRss(): number
  output(): string
  /** kill -9; it stays down until `start`. */
  kill(): Promise<void>
  start(): void
  /** SIGTERM, SIGKILL after 10 s; it stays down. */
  stop(): Promise<void>
}

const restartMs = 300
const outputKept = 200_000

/** A program that is started again when it ends by itself, as a container manager would do. It is not waited for. */
export function keepAlive(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): KeptAlive {
  let child: ChildProcess | undefined
  let ended: Promise<void> = Promise.resolve()
  let isWanted = false
  let output = ''
  let peak = 0
  const ownEnds: { end: string; at: number }[] = []
  const measure = (): number => (peak = Math.max(peak, child?.pid ? peakRssOf(child.pid) : 0))
  const sampling = setInterval(measure, 500).unref()

  function start(): void {
    isWanted = true
    if (child) return
    const life = spawn(command, [...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = life
    const collect = (part: Buffer): void => void (output = (output + part.toString()).slice(-outputKept))
    life.stdout.on('data', collect)
    life.stderr.on('data', collect)
    const abandon = (): void => void life.kill('SIGKILL')
    process.once('exit', abandon)
    ended = new Promise((resolve) => {
      life.once('close', (code, by) => {
        process.off('exit', abandon)
        child = undefined
        if (isWanted) {
          ownEnds.push({ end: String(code ?? by), at: Date.now() })
          setTimeout(() => isWanted && start(), restartMs)
        }
        resolve()
      })
    })
  }
  async function signal(name: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    isWanted = false
    measure()
    child?.kill(name)
    const impatience = setTimeout(() => child?.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(impatience)
  }

  start()
  return {
    get pid() {
      return child?.pid
    },
    ownEnds,
    peakRss: measure,
    output: () => output,
    kill: () => signal('SIGKILL'),
    start,
    async stop() {
      clearInterval(sampling)
      await signal('SIGTERM')
    },
  }
}

/** Peak resident memory of a running process, bytes; 0 when it is gone. */
function peakRssOf(pid: number): number {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
