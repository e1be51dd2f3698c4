import { parsePullFile, pullFileName } from '@city/domain/foreign/pullFile.ts'
import { faultsOf } from '@city/domain/profile/yamlFile.ts'
import type { Station } from '@city/domain/station/station.ts'
import { compileMap } from './mapRecords.ts'
import { mappedSource } from './mappedSource.ts'
import { portalSource } from './portalSource.ts'
import type { PullSource } from './pullSource.ts'
import { fillSecrets } from './secrets.ts'

/** The sources of a `pull.yaml`, ready to be asked.
 *  @param env where secrets stand
 *  @throws Error that names the file and lists every fault */
export function openPull(
  text: string,
  stations: ReadonlyMap<string, Station>,
  env: Readonly<Record<string, string | undefined>>,
): PullSource[] {
  const settings = parsePullFile(text, stations)
  const faults: string[] = []
  const faultAt = (at: string) => (said: string) => void faults.push(`${at}: ${said}`)
  const headersOf = (at: string, headers: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(headers).map(([name, value]) => {
        const filled = fillSecrets(value, env, faultAt(`${at}.headers.${name}`))
        // What Node itself would refuse at every request.
        if (/[^\t\x20-\x7e\x80-\xff]/.test(filled)) faults.push(`${at}.headers.${name}: cannot be sent`)
        return [name.toLowerCase(), filled]
      }),
    )
  const sources: PullSource[] = []
  const { portal } = settings
  if (portal?.enabled) sources.push(portalSource(portal, headersOf('portal', portal.headers), stations))
  for (const [i, source] of settings.sources.entries()) {
    const at = `sources.${i}`
    const map = compileMap(source, (said) => void faults.push(`${at}.${said}`))
    if (!source.enabled) continue
    const url = fillSecrets(source.url, env, faultAt(`${at}.url`), encodeURIComponent)
    sources.push(mappedSource(source, url, headersOf(at, source.headers), map))
  }
  if (faults.length > 0) throw faultsOf(pullFileName, faults)
  return sources
}
