import { readdir } from 'node:fs/promises'

/** Map files of a city profile that may be fetched: its outlines, and a base map if the city keeps one there. */
export async function listMapFiles(cityDir: string): Promise<Set<string>> {
  const names = await readdir(cityDir)
  return new Set(names.filter((name) => /^[\w-]+\.(geojson|pmtiles)$/.test(name)))
}
