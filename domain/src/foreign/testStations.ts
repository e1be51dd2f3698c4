import type { Domain, Station } from '../station/station.ts'

function station(id: string, domain: Domain): [string, Station] {
  return [
    id,
    {
      ...{ id, domain, name: { vi: id, en: id }, lat: 21, lon: 105.8, intervalS: 300, owner: '', kind: '' },
      ...{ parameters: [], positionQuality: '' },
    },
  ]
}

/** A registry for tests: one station of each kind. */
export const testStations: ReadonlyMap<string, Station> = new Map([
  station('AQ-01', 'air'),
  station('RG-01', 'rain'),
  station('WL-01', 'water'),
])
