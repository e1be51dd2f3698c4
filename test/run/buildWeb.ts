import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const sources = ['web', 'domain/src', 'package-lock.json']
const notSources = new Set(['node_modules', 'dist', 'coverage'])

/** Newest change below a file or folder, ms since 1970; 0 when it does not exist. */
function newestChange(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  const inside = readdirSync(path).filter((name) => !notSources.has(name) && !name.includes('.test.'))
  return Math.max(0, ...inside.map((name) => newestChange(join(path, name))))
}

/** True when the built page is missing or older than anything that it is made from. */
export function isWebStale(root: string): boolean {
  const built = newestChange(join(root, 'web/dist/index.html'))
  return built === 0 || sources.some((source) => newestChange(join(root, source)) > built)
}

/** Builds the page. @returns whether the build succeeded; its output goes to this process's output */
export function buildWeb(root: string): boolean {
  return (
    spawnSync('npm', ['run', 'build', '-w', 'web'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
      .status === 0
  )
}
