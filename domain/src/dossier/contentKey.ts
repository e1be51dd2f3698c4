/** A short key of a text: two FNV-1a hashes of 32 bits with different starts, 16 hexadecimal digits.
 *  Tells copies from changes among the few messages of one dossier; it is no protection against an attacker. */
export function contentKey(text: string): string {
  return hash(text, 0x811c9dc5) + hash(text, 0x01234567)
}

function hash(text: string, start: number): string {
  let value = start
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return (value >>> 0).toString(16).padStart(8, '0')
}
