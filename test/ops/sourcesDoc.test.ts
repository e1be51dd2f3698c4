import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseForeignFile } from '@city/domain/foreign/foreignFile.ts'
import { openPull } from '@city/ingest/pull/openPull.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'

const root = new URL('../../', import.meta.url)
const profile = await readProfile(fileURLToPath(new URL('domain/hanoi', root)))
const text = readFileSync(new URL('docs/sources.md', root), 'utf8')
const [pull, foreign] = [...text.matchAll(/```yaml\n([^]*?)```/g)].map((match) => match[1]!)

test('the examples in docs/sources.md are files that ingest takes', () => {
  const sources = openPull(pull!, profile.stations, { PULL_SECRET_VRAIN: 'x' })
  expect(sources.map(({ name }) => name)).toEqual(['portal', 'pull:vrain', 'pull:lake'])
  expect(parseForeignFile(foreign!, 'hanoi', profile.stations)).toMatchObject({ senml: [{}], ttn: [{}, {}] })
})

test('the pull.yaml of the profile asks nobody before it is enabled', () => {
  const own = readFileSync(new URL('domain/hanoi/pull.yaml', root), 'utf8')
  expect(openPull(own, profile.stations, {})).toEqual([])
  const enabled = openPull(own.replace('enabled: false', 'enabled: true'), profile.stations, {})
  expect(enabled.map(({ name }) => name)).toEqual(['portal'])
})
