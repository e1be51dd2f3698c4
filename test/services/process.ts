import { eventually } from './eventually.ts'
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

export interface StartOptions {
  command: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  cwd?: string
  /** Throws or gives false while the program is not ready. */
  isReady: (output: string) => unknown
  /** How long it may take to get ready, ms; default 20 s. */
  readyWithinMs?: number
}

export interface RunningProcess {
  readonly pid: number
  /** Everything it has written so far, both streams in order of arrival. */
  output(): string
  /** Resolves with exit code or signal when the process has ended. */
  readonly ended: Promise<number | string>
  /** SIGTERM, and SIGKILL after 5 s. Resolves when it has ended; so does a second call. */
  stop(): Promise<void>
  /** SIGKILL, at once: no time to put anything in order. */
  kill(): Promise<void>
}

const graceMs = 5_000

/** Starts a program and waits until it is ready. Rejects with its output when it ends before or takes too long;
 *  nothing is left running then. Only this process, by its own id, is ever signalled. */
export async function startProcess(options: StartOptions): Promise<RunningProcess> {
  const { command, args, env, cwd, isReady, readyWithinMs = 20_000 } = options
  const child = spawn(command, [...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (part: Buffer): string => (output += part.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  let end: number | string | undefined
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve((end = error.message)))
    child.once('close', (code, signal) => resolve((end = code ?? signal ?? 'unknown')))
  })
  const abandon = (): void => void child.kill('SIGKILL')
  process.once('exit', abandon)
  void ended.then(() => process.off('exit', abandon))
  try {
    // A program that has ended gives its end, which is not false: no more waiting.
    const early = await eventually(
      async () => end ?? ((await isReady(output)) === false ? false : undefined),
      {
        withinMs: readyWithinMs,
        what: `readiness of ${command}`,
      },
    )
    if (early !== undefined) throw new Error(`${command} ended before it was ready: ${early}`)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${output}`, { cause: error })
  }
  return {
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    stop: () => signalled(child, ended, 'SIGTERM'),
    kill: () => signalled(child, ended, 'SIGKILL'),
  }
}

async function signalled(
  child: ChildProcess,
  ended: Promise<unknown>,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<void> {
  child.kill(signal)
  const impatience = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await ended
  clearTimeout(impatience)
}

/** Whether a program (absolute path, or a name in PATH) is there to be run. */
export function isExecutable(command: string): boolean {
  const places = isAbsolute(command)
    ? [command]
    : (process.env['PATH'] ?? '').split(delimiter).map((dir) => join(dir, command))
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
