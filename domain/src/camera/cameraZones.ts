import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const zoneRow = z.object({
  id: z.string().min(1),
  name_vi: z.string().min(1),
  old_district: z.string(),
  zone_class: z.enum(['core', 'ring1', 'ring2', 'ring3', 'radial', 'bridgehead', 'lake', 'suburban']),
  lat: z.coerce.number().min(-90).max(90),
  lon: z.coerce.number().min(-180).max(180),
})

/** A crossing where cameras may stand; for the simulator, never a real camera. */
export interface CameraZone {
  id: string
  name: string
  district: string
  kind: z.infer<typeof zoneRow>['zone_class']
  lat: number
  lon: number
}

/** Crossings from the text of `cameras-zones.csv`. @throws ZodError or csv-parse's error when it is not such a file */
export function parseCameraZones(text: string): CameraZone[] {
  const rows = z.array(zoneRow).parse(parse(text, { columns: true, bom: true, skip_empty_lines: true }))
  return rows.map((row) => ({
    id: row.id,
    name: row.name_vi,
    district: row.old_district,
    kind: row.zone_class,
    lat: row.lat,
    lon: row.lon,
  }))
}
