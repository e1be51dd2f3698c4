import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'

/** The points of lines that `encodeLines` made: text is quoted, whole numbers end in i, times are ms since 1970 UTC.
 *  @throws Error on a line that it did not make */
export function decodeLines(lines: string): SeriesPoint[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [key = '', fields = '', time = ''] = partsOf(line, ' ')
      const [measurement = '', ...tags] = partsOf(key, ',').map(unescaped)
      if (measurement === '' || fields === '' || time === '' || !Number.isInteger(Number(time)))
        throw new Error(`not a line of the journal: ${line.slice(0, 200)}`)
      return {
        measurement,
        tags: Object.fromEntries(tags.map((tag) => named(tag))),
        time: Number(time),
        fields: Object.fromEntries(partsOf(fields, ',').map((field) => valued(field))),
      }
    })
}

function named(tag: string): [string, string] {
  const at = tag.indexOf('=')
  return [tag.slice(0, at), tag.slice(at + 1)]
}

function valued(field: string): [string, number | string] {
  const at = field.indexOf('=')
  const text = field.slice(at + 1)
  const value = text.startsWith('"')
    ? text.slice(1, -1).replace(/\\(["\\])/g, '$1')
    : Number(text.endsWith('i') ? text.slice(0, -1) : text)
  return [unescaped(field.slice(0, at)), value]
}

const unescaped = (text: string): string => text.replace(/\\([,= ])/g, '$1')

/** Splits at a mark that is neither escaped nor inside a quoted text. */
function partsOf(text: string, mark: string): string[] {
  const parts: string[] = []
  let from = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const one = text[at]
    if (one === '\\') at++
    else if (one === '"') isQuoted = !isQuoted
    else if (one === mark && !isQuoted) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  parts.push(text.slice(from))
  return parts
}
