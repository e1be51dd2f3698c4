import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import type { Part } from './parts.ts'

const installLimitMs = 15 * 60_000
const policyFile = '/usr/sbin/policy-rc.d'

/** Asks Debian's invoke-rc.d not to start any service while packages are being set up. */
const refuseServices = `#!/bin/sh\nexit 101\n`

type Runner = (command: string, args: readonly string[], input?: string) => boolean

function runnerAs(prefix: readonly string[]): Runner {
  return (command, args, input) => {
    const [program = command, ...rest] = [...prefix, command, ...args]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const stdin = input === undefined ? 'ignore' : 'pipe'
    const done = spawnSync(program, rest, {
      env,
      input: input ?? '',
      stdio: [stdin, 'ignore', 'inherit'],
      timeout: installLimitMs,
    })
    return done.status === 0
  }
}

/** How this process may install packages: as root, through a passwordless sudo, or not at all (with the reason). */
function findRunner(): Runner | string {
  if (!existsSync('/etc/debian_version')) return 'this is not a Debian system'
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return 'apt-get is not here'
  if (process.getuid?.() === 0) return runnerAs([])
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
  return sudo.status === 0
    ? runnerAs(['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'])
    : 'neither root nor a passwordless sudo'
}

/** Installs the Debian packages of the missing parts without starting any service.
 *  @returns undefined when apt-get was content, else why it was not; never throws */
export function installParts(missing: readonly Part[]): string | undefined {
  const run = findRunner()
  if (typeof run === 'string') return run
  const packages = [...new Set(missing.flatMap((part) => part.packages))]
  console.log(`installing with apt-get: ${packages.join(' ')}`)
  const ownsPolicy = !existsSync(policyFile)
  if (ownsPolicy) placePolicy(run)
  try {
    if (!run('apt-get', ['update', '-q'])) return 'apt-get update failed'
    const install = ['install', '-y', '-q', '--no-install-recommends']
    if (run('apt-get', [...install, ...packages])) return undefined
    // One package that cannot be had must not cost the others.
    const failed = missing.filter((part) => !run('apt-get', [...install, ...part.packages]))
    return failed.length === 0
      ? undefined
      : `apt-get could not install ${failed.map((part) => part.name).join(', ')}`
  } finally {
    if (ownsPolicy) run('rm', ['-f', policyFile])
  }
}

function placePolicy(run: Runner): void {
  if (process.getuid?.() === 0) {
    writeFileSync(policyFile, refuseServices, { mode: 0o755 })
    return
  }
  if (!run('tee', [policyFile], refuseServices) || !run('chmod', ['755', policyFile]))
    rmSync(policyFile, { force: true })
}
