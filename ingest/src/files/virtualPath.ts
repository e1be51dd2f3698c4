import { Refusal } from './refusal.ts'

/** Longest path, characters; deepest folder; longest name, bytes. */
const limits = { path: 1024, depth: 8, name: 200 }

/** A path of a client, from its folder `cwd`, as names below its own root. Whatever stands in it, `..`, absolute paths, backslashes,
 *  it never leaves the root: there is nothing above.
 *  @throws Refusal for control characters (NUL too), and for what is too long or too deep */
export function namesOf(cwd: readonly string[], path: string): string[] {
  if (path.length > limits.path || /\p{Cc}/u.test(path) || path.includes('\uFFFD'))
    throw new Refusal('bad path')
  const slashed = path.replaceAll('\\', '/')
  const names = slashed.startsWith('/') ? [] : [...cwd]
  for (const name of slashed.split('/')) {
    if (name === '' || name === '.') continue
    if (name === '..') names.pop()
    else names.push(name)
  }
  if (names.length > limits.depth || names.some((name) => Buffer.byteLength(name) > limits.name))
    throw new Refusal('bad path')
  return names
}

/** Names as the client sees their path. */
export function shownPath(names: readonly string[]): string {
  return `/${names.join('/')}`
}
