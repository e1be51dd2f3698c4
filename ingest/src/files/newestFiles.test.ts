import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isTemporary, newestFiles } from './newestFiles.ts'

function tree(...paths: string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'newest-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const path of paths) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), '')
  }
  return root
}

function walk(root: string, most: number, skip?: string) {
  const walking = newestFiles([{ folder: root, ...(skip ? { skip } : {}) }], most, () => true)
  for (;;) {
    const step = walking.next()
    if (step.done)
      return { names: step.value.files.map(({ path }) => basename(path)), hasMore: step.value.hasMore }
  }
}

test('keeps the newest by the time in their names, wherever they lie and whatever they are called before it', () => {
  const names = ['A_20261014083500.txt', 'Z_20261014083000.txt', 'B_20261014084000.txt', 'x.txt']
  const root = tree(
    `2026/10/14/${names[0]}`,
    names[1]!,
    `other/${names[2]}`,
    names[3]!,
    'A_20261014090000.txt.tmp',
  )
  expect(walk(root, 10)).toEqual({ names: [names[2], names[0], names[1], names[3]], hasMore: false })
  expect(walk(root, 2)).toEqual({ names: [names[2], names[0]], hasMore: true })
})

test('of many files the newest remain, in bounded room', () => {
  const stamps = Array.from({ length: 1500 }, (_, i) => `20261014${String(100_000 + ((i * 7919) % 1500))}`)
  const root = tree(...stamps.map((stamp) => `HN_${stamp}.txt`))
  const { names, hasMore } = walk(root, 100)
  expect(names).toEqual(
    stamps
      .toSorted()
      .toReversed()
      .slice(0, 100)
      .map((stamp) => `HN_${stamp}.txt`),
  )
  expect(hasMore).toBe(true)
})

test('leaves out the folder of what was refused, and a tree that is not there', () => {
  const root = tree('rejected/A_20261014083500.txt', 'B_20261014083500.txt')
  expect(walk(root, 10, join(root, 'rejected')).names).toEqual(['B_20261014083500.txt'])
  expect(walk(join(root, 'nowhere'), 10).names).toEqual([])
})

test('names that loggers use while they write are temporary', () => {
  for (const name of ['a.txt.tmp', 'a.txt.part', 'a.filepart', '.in.a.txt', 'A.TMP'])
    expect(isTemporary(name)).toBe(true)
  for (const name of ['a.txt', 'tmp.txt', 'part']) expect(isTemporary(name)).toBe(false)
})
