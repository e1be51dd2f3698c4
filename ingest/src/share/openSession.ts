import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { topics } from '@city/domain/live/topics.ts'
import { StartFault } from '@city/store/settings/startFault.ts'
import { instanceId } from '../instance.ts'
import { subscriptionsOf, type Role } from './subscriptions.ts'

const names = z.array(z.string())

/** This process as the broker knows it. A session keeps its subscriptions until they are taken back, and one that nobody
 *  wants any more would bring every reading twice: file `subscriptions` in DATA_DIR says what the session may hold.
 *  @throws StartFault when a folder that holds everything of the city is to become one that only lands */
export function openSession(
  dataDir: string,
  city: string,
  share: { role: Role; group: string | undefined; foreign?: readonly string[] },
) {
  const path = join(dataDir, 'subscriptions')
  const known = readNames(path) ?? (existsSync(join(dataDir, 'instance')) ? [topics.all(city)] : [])
  const isWhole = known.includes(topics.all(city)) || known.includes(topics.allDossiers(city))
  if (share.role === 'landing' && isWhole)
    throw new StartFault(
      `${dataDir} belongs to an ingest that does everything: with INGEST_ROLE=landing set DATA_DIR to a folder of its own`,
    )
  const instance = instanceId(dataDir)
  const subscriptions = subscriptionsOf(city, { ...share, instance })
  const filters = subscriptions.map(({ filter }) => filter)
  writeFileSync(path, JSON.stringify([...new Set([...known, ...filters])]))
  return {
    instance,
    clientId: `ingest-${city}-${instance}`,
    subscriptions,
    /** To be taken back from the session. */
    unwanted: known.filter((filter) => !filters.includes(filter)),
    /** What an orderly stop takes back, so that others get this process' share: never that of the one that does
     *  everything, or readings would come to nobody while all are stopped. */
    leaving: share.role === 'landing' ? filters.filter((filter) => filter.startsWith('$share/')) : [],
    /** The session holds what is wanted and nothing else. */
    settled: (): void => writeFileSync(path, JSON.stringify(filters)),
  }
}

function readNames(path: string): string[] | undefined {
  if (!existsSync(path)) return undefined
  try {
    return names.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}
