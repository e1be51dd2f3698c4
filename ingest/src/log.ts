import { pino, type Logger } from 'pino'

export type { Logger }

/** Structured log on standard output; times in ISO 8601 UTC. */
export function createLog(level: string): Logger {
  return pino({ level, base: { room: 'ingest' }, timestamp: pino.stdTimeFunctions.isoTime })
}
