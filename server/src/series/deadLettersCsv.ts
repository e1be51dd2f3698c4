import { reasonText } from '@city/domain/reading/rejection.ts'
import type { DeadLetterRow } from '@city/store/state/deadLetters.ts'
import { readDeadLetters, type DeadLetterFilter } from '@city/store/state/deadLettersList.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { hanoiTime } from '../http/cityTime.ts'
import { cell } from './seriesCsv.ts'

const columns = [
  ...['last received', 'first received', 'count', 'source', 'station', 'domain', 'scope', 'reason', 'lý do'],
  ...['reason in words', 'detail', 'size (bytes)', 'id', 'content'],
]
/** Letters read at a time; between two pages others have their turn. */
const page = 100
/** A spreadsheet's cell holds 32,767 characters. */
const contentLimit = 32_000

/** Dead letters as CSV, newest first, a page at a time: with a byte order mark so that a spreadsheet reads it as UTF-8,
 *  and no cell that it would run. Control characters, NUL among them, are replaced. */
export async function* deadLettersCsv(state: StateDb, filter: DeadLetterFilter): AsyncGenerator<string> {
  yield `\uFEFF${columns.map(cell).join(',')}\r\n`
  let before: DeadLetterRow | undefined
  for (;;) {
    const rows = readDeadLetters(state, { ...filter, limit: page, ...(before ? { before } : {}) })
    if (rows.length > 0) yield rows.map(lineOf).join('')
    if (rows.length < page) return
    before = rows.at(-1)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function lineOf(row: DeadLetterRow): string {
  const { source, station, domain, scope, reason, detail, id } = row
  const words = reasonText(reason)
  const content = Buffer.from(row.raw).toString('utf8')
  const texts = [source, station ?? '', domain ?? '', scope, reason, words.vi, words.en, detail]
  const cells = [
    ...[hanoiTime(row.lastAt), hanoiTime(row.firstAt), String(row.count)],
    ...[...texts.map(safeCell), String(row.size), id],
    safeCell(content.length > contentLimit ? `${content.slice(0, contentLimit)}…` : content),
  ]
  return `${cells.join(',')}\r\n`
}

/** A cell of text from outside. Blanks before a sign do not keep a spreadsheet from reading a formula. */
function safeCell(text: string): string {
  const shown = text.replaceAll(/\p{Cc}/gu, (one) => ('\t\r\n'.includes(one) ? one : '\uFFFD'))
  return cell(/^\s+[=+\-@]/.test(shown) ? `'${shown}` : shown)
}
