import { expect, test } from 'vitest'
import { snapshotFile } from './snapshotFile.ts'

test('a plain id names a file', () => {
  expect(snapshotFile('CAM-001_a')).toBe('CAM-001_a.jpg')
})

test.each(['../etc/passwd', 'a/b', 'a\\b', '..', '', '<script>', 'a.jpg', 'a\0', 'Ngã-Tư', 'a'.repeat(101)])(
  'an id that could leave the folder names none: %j',
  (id) => {
    expect(snapshotFile(id)).toBeUndefined()
  },
)
