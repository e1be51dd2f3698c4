import type { Camera } from './camera.ts'

const header = 'id,name,lat,lon,unit,stream_url,substream_url,kind,owner,public,planned_off'

function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Cameras as a registry file (`cameras.csv` of the city profile). */
export function toCameraCsv(cameras: readonly Camera[]): string {
  const rows = cameras.map((one) =>
    [
      one.id,
      one.name,
      one.lat,
      one.lon,
      one.unit,
      one.streamUrl,
      one.substreamUrl,
      one.kind,
      one.owner,
      one.public,
      one.plannedOff,
    ]
      .map(cell)
      .join(','),
  )
  return [header, ...rows, ''].join('\n')
}
