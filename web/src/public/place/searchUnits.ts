import type { Unit } from '../../api/shapes.ts'
import { foldText } from '../../domainView/foldText.ts'

/** A unit with a position, as it can be chosen. */
export type PlacedUnit = Unit & { lat: number; lon: number }

/** Wards and communes that can be shown on the map, in the order of the Vietnamese alphabet. */
export function placedUnits(units: readonly Unit[]): PlacedUnit[] {
  return units
    .filter((one): one is PlacedUnit => one.parent !== null && one.lat !== null && one.lon !== null)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
}

/** Units whose name answers to what was typed, with or without marks, spaces and "phường"/"xã"; names that begin
 *  with it come first, those with exactly the typed marks before the others. All of them for an empty text. */
export function searchUnits(units: readonly PlacedUnit[], typed: string): PlacedUnit[] {
  const asked = foldText(typed)
  if (!asked) return [...units]
  const words = asked.split(' ')
  const exact = typed.trim().toLocaleLowerCase('vi').normalize('NFC')
  return units
    .map((unit) => ({ unit, rank: rankOf(unit) }))
    .filter(({ rank }) => rank < 4)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ unit }) => unit)

  function rankOf({ name, type }: PlacedUnit): number {
    const folded = foldText(name)
    if (name.toLocaleLowerCase('vi').normalize('NFC').startsWith(exact)) return 0
    if (folded.startsWith(asked)) return 1
    const all = foldText(`${type} ${name}`).split(' ')
    if (words.every((word) => all.some((one) => one.startsWith(word)))) return 2
    return folded.replaceAll(' ', '').includes(asked.replaceAll(' ', '')) ? 3 : 4
  }
}
