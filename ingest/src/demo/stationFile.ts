import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findParameter } from '@city/domain/station/parameter.ts'
import { hanoiOffsetMs } from '@city/domain/time/hanoiTime.ts'

/** Writes a station file of Circular 10/2021 (environment.md 4.3, 4.4) as a logger does: `.tmp` first, then renamed. */
export async function writeStationFile(
  folder: string,
  prefix: string,
  time: number,
  values: Record<string, number>,
): Promise<void> {
  const stamp = new Date(time + hanoiOffsetMs).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)
  const lines = Object.entries(values).map(([id, value]) => {
    const unit = (findParameter('air', id)?.unit ?? '').replace('µg/m³', 'ug/m3').replace('°C', 'oC')
    return [id.toUpperCase(), value.toFixed(2), unit, stamp, '00'].join('\t')
  })
  const name = join(folder, `${prefix}_${stamp}.txt`)
  await writeFile(`${name}.tmp`, `${lines.join('\r\n')}\r\n`)
  await rename(`${name}.tmp`, name)
}
