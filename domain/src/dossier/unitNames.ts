import type { Unit } from '../profile/cityProfile.ts'

/** Finds the city's unit that a text names: DonViXuLy, madonvi, a topic's unit. */
export type UnitMatcher = (text: string) => string | null

const types = ['phường', 'xã'] as const
/** What may follow the unit's name. A former district (quận, huyện, thị xã) may not: that is a unit of before July 2025. */
const tail = /^(?:$|thanh pho |tp |ha noi |bo phan |tra ket qua )/

/** A matcher over the units of the profile. It knows codes, bare names that one unit alone bears, and names behind
 *  "phường" or "xã" inside a longer text ("UBND phường …", "Trung tâm Phục vụ hành chính công xã …"), with or without
 *  diacritics and whatever the place of the tone mark (Hoà = Hòa).
 *  The matcher returns null where no unit, or more than one, fits. */
export function createUnitMatcher(units: Iterable<Unit>): UnitMatcher {
  const known = [...units].filter((unit) => unit.parent !== null)
  const codes = new Set(known.map((unit) => unit.code))
  const exact = indexOf(known, spelled)
  const plain = indexOf(known, unmarked)
  return (text) => {
    if (text.length > 500) return null
    const trimmed = text.trim()
    if (codes.has(trimmed)) return trimmed
    return find(exact, spelled(trimmed), spelled) ?? find(plain, unmarked(trimmed), unmarked)
  }
}

type Spelling = (text: string) => string
/** "type name" and bare "name" → code; null where two units share it. */
type Index = Map<string, string | null>

function indexOf(units: readonly Unit[], spell: Spelling): Index {
  const index: Index = new Map()
  const put = (key: string, code: string) => index.set(key, index.has(key) ? null : code)
  for (const unit of units) {
    put(spell(unit.name), unit.code)
    put(spell(`${unit.type} ${unit.name}`), unit.code)
  }
  return index
}

function find(index: Index, text: string, spell: Spelling): string | null {
  const whole = index.get(text)
  if (whole) return whole
  const words = text.split(' ')
  for (const type of types.map(spell)) {
    for (let at = words.indexOf(type); at >= 0; at = words.indexOf(type, at + 1)) {
      const code = longestName(index, type, words.slice(at + 1))
      if (code) return code
    }
  }
  return null
}

const longestNameWords = 8

function longestName(index: Index, type: string, words: readonly string[]): string | null {
  for (let length = Math.min(words.length, longestNameWords); length > 0; length -= 1) {
    const code = index.get(`${type} ${words.slice(0, length).join(' ')}`)
    const rest = unmarked(words.slice(length).join(' '))
    if (code && tail.test(rest && `${rest} `)) return code
  }
  return null
}

/** Lower case, words only, tone marks moved behind their word so that their place in it does not matter;
 *  "p." and "x." written out. */
function spelled(text: string): string {
  const lower = text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  const words = lower.split(' ').map(tonesLast)
  return words.map((word) => abbreviations[word] ?? word).join(' ')
}

const abbreviations: Readonly<Record<string, string>> = {
  p: tonesLast('phường'),
  x: tonesLast('xã'),
}

function tonesLast(word: string): string {
  const apart = word.normalize('NFD')
  const tones = apart.replaceAll(/[^\u0300\u0301\u0303\u0309\u0323]/g, '')
  return apart.replaceAll(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + tones
}

/** The same without any mark: what is left when a system strips diacritics. */
function unmarked(text: string): string {
  return spelled(text).replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd')
}
