/** Text as people type it in a search box: lower case, no Vietnamese marks, đ → d, words apart by one space and nothing
 *  else, so that a hyphen or a dot more or less does not matter.
 *  Both the box and what it searches go through here, so "dong anh", "Đông Anh" and "ĐÔNG  ANH" are the same.
 *  Precomposed and decomposed spellings (macOS file names, some exports) fold alike. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether every word typed occurs in at least one of the texts, in any order: "ho tay do" finds "DO · Hồ Tây 3".
 *  An empty query matches everything. */
export function matchesText(query: string, ...texts: readonly (string | undefined)[]): boolean {
  const folded = foldText(texts.filter((text) => text !== undefined).join(' '))
  return foldText(query)
    .split(' ')
    .every((word) => folded.includes(word))
}
