/** A name without its remark in brackets at the end: "Trung Yên 3 (Chi cục BVMT)" → "Trung Yên 3". On the wall there is
 *  room for the name alone; registries use brackets for operators and landmarks. */
export function shortName(name: string): string {
  const short = name.replace(/\s*\([^()]*\)\s*$/u, '')
  return short === '' ? name : short
}
