import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb, isWebStale } from './run/buildWeb.ts'
import { closingLine, countTests } from './run/closingLine.ts'
import { installParts } from './run/installParts.ts'
import { testsThatNeed } from './run/neededParts.ts'
import { parts, type Part } from './run/parts.ts'

/* `npm test`: brings what the tests need, runs all of them, ends with `N passed, N failed`.
 * Arguments go on to vitest: `npm test -- test/browser`. With CI set, a part that cannot be had is a failure. */

const root = join(import.meta.dirname, '..')
const testsLimitMs = 25 * 60_000
const inCi = Boolean(process.env.CI) && process.env.CI !== 'false'

function bringParts(): Part[] {
  const missing = parts.filter((part) => !part.isPresent())
  if (missing.length === 0) return []
  console.log(`not on this machine: ${missing.map((part) => part.name).join(', ')}`)
  const fault = installParts(missing)
  if (fault) console.log(`cannot install: ${fault}`)
  return missing.filter((part) => !part.isPresent())
}

/** Vitest in a child of its own; resolves with its exit code, or 1 when it was ended from outside or for taking too long. */
function runVitest(args: readonly string[]): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const timer = setTimeout(() => {
    console.error(`the tests took longer than ${testsLimitMs / 60_000} minutes and were ended`)
    child.kill('SIGKILL')
  }, testsLimitMs)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`vitest did not start: ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code) => {
      clearTimeout(timer)
      resolve(code ?? 1)
    })
  })
}

async function main(): Promise<number> {
  const absent = bringParts()
  const leftOut = testsThatNeed(absent, root)
  for (const [file, needed] of leftOut)
    console.log(`skipped: ${file} needs ${needed.map((part) => part.name).join(' and ')}`)

  let faults = 0
  if (inCi) faults += absent.length
  if (isWebStale(root)) {
    console.log('building the page, which is missing or older than its sources')
    if (!buildWeb(root)) {
      console.error('the page could not be built')
      faults += 1
    }
  }

  const scratch = mkdtempSync(join(tmpdir(), 'city-tests-'))
  const reportFile = join(scratch, 'report.json')
  const exclusions = [...leftOut.keys()].flatMap((file) => ['--exclude', file])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const code = await runVitest([...reporters, ...exclusions, ...process.argv.slice(2)])
  const counts = countTests(reportFile)
  rmSync(scratch, { recursive: true, force: true })

  counts.failed += faults
  // Vitest also fails for what belongs to no test, such as an unhandled rejection.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  counts.skipped += leftOut.size
  console.log(closingLine(counts))
  return counts.failed > 0 ? 1 : 0
}

process.exitCode = await main()
