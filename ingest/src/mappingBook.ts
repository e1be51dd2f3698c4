import { createHash } from 'node:crypto'
import type { MappingItem } from '@city/domain/api/deadLetters.ts'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import {
  isSameMapping,
  mappingFault,
  spellingOf,
  type Mapping,
  type MappingFault,
} from '@city/domain/profile/mapping.ts'
import { mappingTable } from '@city/domain/profile/mappingTable.ts'
import { readMappings, removeMapping, saveMapping, type DeskMapping } from '@city/store/state/mappings.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import type { Logger } from './log.ts'

export interface MappingBookParts {
  db: StateDb
  profile: Pick<CityProfile, 'stations' | 'mappings'>
  now: () => number
  log: Pick<Logger, 'info' | 'warn'>
  /** Told after the desk has made or removed one. */
  onChanged?: () => void
}

/** Mappings that may be made at the desk; more belong into the profile. */
const mostMappings = 1000

/** The mappings that hold now: the profile's and those of the desk. */
export function createMappingBook({ db, profile, now, log, onChanged }: MappingBookParts) {
  const { stations } = profile
  let desk = readMappings(db)
  let table = mappingTable([...profile.mappings, ...desk], stations)
  for (const { kind, from, to, ...one } of desk) {
    const fault = mappingFault({ kind, from, to, domain: one.domain }, stations, profile.mappings)
    if (fault) log.warn({ kind, from, to, fault }, 'a mapping of the desk does not hold any more')
  }

  function refresh(): void {
    desk = readMappings(db)
    table = mappingTable([...profile.mappings, ...desk], stations)
  }

  return {
    /** Those of the desk. */
    desk: (): readonly DeskMapping[] => desk,
    /** The same for the same mappings of the desk. */
    digest: (): string => createHash('sha256').update(JSON.stringify(desk)).digest('base64url'),
    /** Takes over the desk's mappings from the process that keeps them. */
    follow(wanted: readonly DeskMapping[]): void {
      if (JSON.stringify(wanted) === JSON.stringify(desk)) return
      inTransaction(db, () => {
        for (const one of desk) removeMapping(db, one)
        for (const one of wanted.slice(0, mostMappings)) saveMapping(db, one)
      })
      refresh()
      log.info({ mappings: desk.length }, 'mappings of the desk were taken over')
    },
    /** For decoding; undefined when there is no mapping. */
    table: () => table,

    /** Makes a mapping, on disk and in effect when this returns. The same mapping again changes nothing. */
    add(one: Mapping, by: string): { item: MappingItem; isNew: boolean } | { fault: MappingFault } {
      const fault = mappingFault(one, stations, [...profile.mappings, ...desk])
      if (fault) return { fault }
      if (profile.mappings.some((other) => isSameMapping(one, other)))
        return { item: { ...one, origin: 'profile', created_at: null, fault: null }, isNew: false }
      const same = desk.find((other) => isSameMapping(one, other))
      if (!same && desk.length >= mostMappings) return { fault: 'too_many' }
      const createdAt = same?.createdAt ?? now()
      if (!same) {
        saveMapping(db, { ...one, createdAt, createdBy: by })
        refresh()
        log.info({ ...one, by }, 'a mapping was made')
        onChanged?.()
      }
      const created_at = new Date(createdAt).toISOString()
      return { item: { ...one, origin: 'desk', created_at, fault: null }, isNew: !same }
    },

    /** Takes the desk's mappings of a name away. @param domain null: the one without a domain; undefined: all of them */
    remove(
      kind: Mapping['kind'],
      from: string,
      domain: Mapping['domain'] | undefined,
    ): number | 'in profile' {
      const isMeant = (other: Mapping) =>
        other.kind === kind &&
        spellingOf(kind, other.from) === spellingOf(kind, from) &&
        (domain === undefined || other.domain === domain)
      const removed = desk.filter(isMeant).filter((one) => removeMapping(db, one)).length
      if (removed === 0) return profile.mappings.some(isMeant) ? 'in profile' : 0
      refresh()
      log.info({ kind, from, removed }, 'a mapping was taken away')
      onChanged?.()
      return removed
    },
  }
}

export type MappingBook = ReturnType<typeof createMappingBook>
