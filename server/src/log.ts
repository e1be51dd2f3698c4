import { pino } from 'pino'

/** Where the server says what happens: one JSON object a line. */
export interface Log {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}

/** A log on standard output. `level`: the least that is said. */
export function createLog(level: string): Log {
  return pino({ name: 'server', level })
}
