import { progressLine, type Standing } from './progress.ts'

const everyMs = { terminal: 200, file: 5000 } as const

/** Where an import tells how it goes: on a terminal one line that is drawn again and again, elsewhere a line every 5 s. */
export function createScreen(out: NodeJS.WriteStream) {
  const isTerminal = out.isTTY
  let drawnAt = -Infinity
  let hasLine = false
  function clear(): void {
    if (hasLine) out.write('\r\u001b[K')
    hasLine = false
  }
  return {
    /** Draws when the last drawing is old enough. */
    progress(standing: Standing): void {
      const now = performance.now()
      if (now - drawnAt < (isTerminal ? everyMs.terminal : everyMs.file)) return
      // The first seconds of a file tell no rate yet.
      if (!isTerminal && standing.elapsedMs < everyMs.file) return
      drawnAt = now
      if (!isTerminal) return void out.write(`${progressLine(standing)}\n`)
      clear()
      out.write(progressLine(standing, (out.columns || 80) - 1))
      hasLine = true
    },
    /** A line that stays. */
    say(text: string): void {
      clear()
      out.write(`${text}\n`)
    },
  }
}

export type Screen = ReturnType<typeof createScreen>
