import { parseArgs } from 'node:util'
import type { FileOptions } from './recognise.ts'

export const help = `Imports readings of past times: npm run import -- [OPTIONS] FILE…

FILE is a CSV file, a file of line protocol or a station file (Circular 10/2021), each also as .gz; a folder of them; or
- for standard input. What it is shows in its content.

  CSV   time,station,<parameter…>[,q_<parameter>…]        a row per station and moment
        time,station,parameter,value[,unit][,flag]        a row per value
        the export /api/v1/stations/{id}/readings.csv     as it was downloaded
        times: RFC 3339 with offset, or epoch milliseconds; cells parted by comma, semicolon or tab

  --station ID       station of a file that does not name one
  --tz +07:00        offset from UTC of times that have none
  --decimal , or .   how numbers are written, where the first rows do not show it
  --ignore COLUMN    leaves a column out; may be given several times
  --again            begins at the start of files that were imported before

Readings are accepted, judged and counted like live ones: the ledger and the dead letters name them import:FILE.
Settings as for ingest: DATA_DIR, CITY_DIR, INFLUX_URL … (.env.example). Ingest may run meanwhile. When it is stopped or
killed, the same command goes on where everything before is durable; a file that has changed begins anew.

Exit code: 0 all was read, 1 a file could not be read to its end, 2 it cannot start as things are, 130 stopped.
`

export interface Arguments {
  files: string[]
  options: FileOptions
  again: boolean
}

/** The command line; 'help' when that is wanted.
 *  @throws Error, one sentence, when it cannot be understood */
export function readArguments(args: readonly string[]): Arguments | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      station: { type: 'string' },
      tz: { type: 'string' },
      decimal: { type: 'string' },
      ignore: { type: 'string', multiple: true },
      again: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help || positionals.length === 0) return 'help'
  const { tz, decimal } = values
  if (tz !== undefined && !/^(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/.test(tz))
    throw new Error(`--tz is an offset from UTC like +07:00, not "${tz}"`)
  if (decimal !== undefined && decimal !== ',' && decimal !== '.') throw new Error('--decimal is , or .')
  return {
    files: [...new Set(positionals)],
    options: { station: values.station, tz, decimal, ignored: values.ignore ?? [] },
    again: values.again ?? false,
  }
}
