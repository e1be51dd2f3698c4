import type { ColumnsBuilder } from './columnsBuilder.ts'
import { csvDecoder, wideRow, type CsvContext } from './decodeCsv.ts'
import type { CsvForm } from './decodeCsvHeader.ts'
import { plainRows } from './decodeCsvPlain.ts'
import { futureLimitMs, type DecodedReading } from './decodeReadings.ts'
import { textsOf, type FileLines } from './fileLines.ts'

/** Decodes rows of a file of that form into columns, as `csvDecoder` does one by one.
 *  @returns function that gives the number of lines that need not come again. `take`: gets what is not plain, in the order
 *  of the file; what it adds to the columns stands in that order too */
export function csvColumns(form: CsvForm, known: Omit<CsvContext, 'now'>, columns: ColumnsBuilder) {
  type Take = (decoded: DecodedReading) => void
  if (form.kind === 'long') {
    const decoder = csvDecoder(form)
    return (lines: FileLines, now: number, isLast: boolean, take: Take): number => {
      const { decoded, used } = decoder(textsOf(lines), { ...known, now }, isLast)
      for (const one of decoded) take(one)
      return used
    }
  }
  const plain = plainRows(form, known, columns)
  const careful = wideRow(form)
  return (lines: FileLines, now: number, _isLast: boolean, take: Take): number => {
    const { bytes, ends, length } = lines
    const context = { ...known, now }
    const latest = now + futureLimitMs
    let from = 0
    for (let index = 0; index < length; index++) {
      const end = ends[index]!
      if (!plain(bytes, from, end, latest)) {
        const decoded = careful(lines.text(index), context)
        if (decoded) take(decoded)
      }
      from = end + 1
    }
    return length
  }
}
