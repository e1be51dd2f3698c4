/** A piece of a text as it may be shown: `hidden` stands for a character that would not be seen or would mislead. */
export interface VisiblePiece {
  text: string
  hidden: boolean
}

// Control characters, the byte order mark, invisible blanks, and the marks that turn the direction of a line
// (CVE-2021-42574): none may act on the page, all must be seen.
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/u

/** Names of the control characters 0–31 (ECMA-48, clause 8.3). */
const controls =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const control = code === 0x7f ? 'DEL' : controls[code]
  if (control !== undefined) return control
  if (code === 0xfffd) return '\ufffd'
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Cuts a text so that every character of it is seen: control characters by their names, others that cannot be seen
 *  by their code. A line feed keeps its effect too. Nothing of it is ever markup. */
export function visiblePieces(text: string): VisiblePiece[] {
  const pieces: VisiblePiece[] = []
  let plain = ''
  const end = () => {
    if (plain) pieces.push({ text: plain, hidden: false })
    plain = ''
  }
  for (const character of text) {
    if (!unseen.test(character)) {
      plain += character
      continue
    }
    end()
    pieces.push({ text: nameOf(character), hidden: true })
    if (character === '\n') plain = '\n'
  }
  end()
  return pieces
}

/** The same as one text, where the pieces need no look of their own. */
export function visibleText(text: string): string {
  return visiblePieces(text)
    .map(({ text: piece, hidden }) => (hidden ? `⟨${piece}⟩` : piece))
    .join('')
}

/** How long the UTF-8 sequence is that a byte begins; 1 for a byte that begins none. */
function lengthOf(lead: number): number {
  if (lead >= 0xf0) return 4
  if (lead >= 0xe0) return 3
  return lead >= 0xc0 ? 2 : 1
}

/** The same for bytes that need not be UTF-8: a byte that belongs to no character is shown by its number, `FF`. */
export function visibleBytes(bytes: Uint8Array): VisiblePiece[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const pieces: VisiblePiece[] = []
  let good = ''
  const end = () => {
    pieces.push(...visiblePieces(good))
    good = ''
  }
  for (let at = 0; at < bytes.length;) {
    const length = lengthOf(bytes[at] ?? 0)
    try {
      good += decoder.decode(bytes.subarray(at, at + length))
      at += length
    } catch {
      end()
      pieces.push({ text: (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0'), hidden: true })
      at += 1
    }
  }
  end()
  return pieces
}
