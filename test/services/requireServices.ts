import { describe } from 'vitest'

/** A program from outside that a test needs. */
export interface Service {
  /** How to get it, shown when it is missing: the Debian package. */
  package: string
  isInstalled: () => boolean
}

/** `describe` when all services are there. On a developer's machine without them the suite is left out and says why;
 *  where `CI` is set it fails: a check that did not run has proven nothing. */
export function describeWith(...services: Service[]): typeof describe | ReturnType<typeof describe.skipIf> {
  const missing = services.filter(({ isInstalled }) => !isInstalled()).map((service) => service.package)
  if (missing.length === 0) return describe
  const reason = `not installed: ${missing.join(', ')} (apt-get install ${missing.join(' ')})`
  if (process.env['CI']) throw new Error(`cannot test against real services, ${reason}`)
  console.warn(`left out, ${reason}`)
  return describe.skipIf(true)
}
