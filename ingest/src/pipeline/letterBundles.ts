import type { NewDeadLetter } from '@city/store/state/deadLetters.ts'

/** Bytes of content in one bundle; a letter keeps at most 64 KiB. */
const bundleBytes = 60 * 1024

/** Letters of one payload gathered into few, so that a payload of thousands of bad readings loses none of them and does
 *  not fill the table: those of the same station and reason become one JSON array of readings each 60 KiB, which can be
 *  replayed like any letter. Lines that are no JSON stand under each other. */
export function bundlesOf(letters: readonly NewDeadLetter[]): NewDeadLetter[] {
  const bundles: NewDeadLetter[] = []
  const open = new Map<string, { first: NewDeadLetter; parts: string[]; bytes: number }>()
  const close = ({ first, parts }: { first: NewDeadLetter; parts: string[] }, isJson: boolean) => {
    const raw = isJson ? `[${parts.join(',')}]` : parts.join('\n')
    bundles.push({ ...first, raw, detail: `${parts.length} of one payload, the first: ${first.detail}` })
  }
  for (const letter of letters) {
    const raw = typeof letter.raw === 'string' ? letter.raw : Buffer.from(letter.raw).toString('latin1')
    const bytes = Buffer.byteLength(raw) + 1
    if (letter.scope === 'payload' || bytes > bundleBytes) {
      bundles.push(letter)
      continue
    }
    const isJson = raw.startsWith('{')
    const key = `${letter.scope}|${letter.reason}|${letter.domain ?? ''}|${isJson}|${letter.station ?? ''}`
    const bundle = open.get(key)
    if (bundle && bundle.bytes + bytes <= bundleBytes) {
      bundle.parts.push(raw)
      bundle.bytes += bytes
      continue
    }
    if (bundle) close(bundle, isJson)
    open.set(key, { first: letter, parts: [raw], bytes })
  }
  for (const [key, bundle] of open) close(bundle, key.split('|')[3] === 'true')
  return bundles
}
