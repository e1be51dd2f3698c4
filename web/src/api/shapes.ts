import type { dossierItem, deadLetter, ledgerRow, unitItem, unitList } from '@city/domain/api/schemas.ts'

/* Names for shapes that the contracts declare only as schemas or as parts of a list. */

export type Unit = ReturnType<(typeof unitItem)['parse']>
export type UnitList = ReturnType<(typeof unitList)['parse']>
export type Dossier = ReturnType<(typeof dossierItem)['parse']>
export type DeadLetter = ReturnType<(typeof deadLetter)['parse']>
export type LedgerRow = ReturnType<(typeof ledgerRow)['parse']>

/** Outlines drawn on the schematic base map. */
export interface OutlineCollection {
  type: 'FeatureCollection'
  features: {
    type: 'Feature'
    properties: {
      id: string
      name_vi: string
      name_en: string
      kind: 'city-outline' | 'river-centreline' | 'lake'
    }
    geometry:
      | { type: 'Polygon'; coordinates: [number, number][][] }
      | { type: 'LineString'; coordinates: [number, number][] }
  }[]
}
