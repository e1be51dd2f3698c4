import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Libraries that are a vocabulary rather than an outer edge: any file may use them. */
const vocabulary = new Set([
  'zod',
  'csv-parse',
  'express',
  'react',
  'react-dom',
  'react-router',
  'react-aria-components',
  'react-i18next',
  'recharts',
  '@tanstack/react-query',
])

const runtimeImport =
  /^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm

/** The npm package that an import names; undefined for files, Node's modules and our own packages. */
function libraryOf(specifier: string): string | undefined {
  if (/^(\.|\/|node:|@city\/)/.test(specifier)) return undefined
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Files of a package that import each library, tests, declarations and style sheets of libraries aside. */
function importersOf(name: string): Map<string, Set<string>> {
  const importers = new Map<string, Set<string>>()
  const files = globSync(`${name}/src/**/*.{ts,tsx}`, { cwd: root }).filter(
    (file) => !/\.(test\.tsx?|d\.ts)$/.test(file),
  )
  for (const file of files) {
    for (const [, from, dynamic] of readFileSync(join(root, file), 'utf8').matchAll(runtimeImport)) {
      const specifier = from ?? dynamic ?? ''
      const library = libraryOf(specifier)
      if (!library || vocabulary.has(library) || specifier.endsWith('.css')) continue
      importers.set(library, (importers.get(library) ?? new Set()).add(file))
    }
  }
  return importers
}

test.each(['domain', 'store', 'ingest', 'server', 'web'])(
  'in %s one file owns each foreign library',
  (name) => {
    const shared = [...importersOf(name)].filter(([, files]) => files.size > 1)
    expect(shared.map(([library, files]) => `${library}: ${[...files].toSorted().join(', ')}`)).toEqual([])
  },
)

test('knows the owners, so that finding none is not a pass', () => {
  expect([...(importersOf('ingest').get('mqtt') ?? [])]).toEqual(['ingest/src/sources/mqttClient.ts'])
  expect([...(importersOf('store').get('influx') ?? [])]).toEqual(['store/src/series/influx1.ts'])
})
