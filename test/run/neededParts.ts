import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Part } from './parts.ts'

const relativeImport = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

/** A module's source together with that of every module it reaches by relative imports. */
function reachableSource(file: string, seen: Set<string>): string {
  if (seen.has(file) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return ''
  seen.add(file)
  const source = readFileSync(file, 'utf8')
  const imported = [...source.matchAll(relativeImport)].map((match) => resolve(dirname(file), match[1] ?? ''))
  return [source, ...imported.map((next) => reachableSource(next, seen))].join('\n')
}

/** Test files below `test/`, with those of the missing parts that each one starts; files that need none are left out. */
export function testsThatNeed(missing: readonly Part[], root: string): Map<string, Part[]> {
  const found = new Map<string, Part[]>()
  for (const name of readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.test.ts')) continue
    const source = reachableSource(join(root, 'test', name), new Set())
    const needed = missing.filter((part) => part.namedBy.test(source))
    if (needed.length > 0) found.set(join('test', name), needed)
  }
  return found
}
