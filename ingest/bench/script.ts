import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A script of this folder as a process of its own, and the lines of JSON that it prints. */
export interface Script {
  readonly pid: number
  /** Next line that has `key`; rejects when the script ends without one. */
  said<T extends object>(key: keyof T & string): Promise<T>
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>
}

/** @param name file of this folder */
export function startScript(name: string, args: readonly (string | number)[]): Script {
  const path = fileURLToPath(new URL(name, import.meta.url))
  const child = spawn(process.execPath, [path, ...args.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const lines: Record<string, unknown>[] = []
  let wake = (): void => undefined
  let isOver = false
  void ended.then(() => {
    isOver = true
    wake()
  })
  createInterface(child.stdout).on('line', (line) => {
    lines.push(JSON.parse(line) as Record<string, unknown>)
    wake()
  })
  return {
    pid: child.pid ?? 0,
    async said<T extends object>(key: keyof T & string): Promise<T> {
      for (;;) {
        const index = lines.findIndex((line) => key in line)
        if (index >= 0) return lines.splice(index, 1)[0] as T
        if (isOver) throw new Error(`${name} ended without a word of "${key}"`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    async stop(): Promise<void> {
      child.kill('SIGTERM')
      await ended
    },
  }
}
