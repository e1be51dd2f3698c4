/** A repeatable stream of numbers 0 ≤ x < 1 for one text and seed (mulberry32 over an FNV-1a hash). */
export function randomOf(text: string, seed: number): () => number {
  let state = (2166136261 ^ seed) >>> 0
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 16777619) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
