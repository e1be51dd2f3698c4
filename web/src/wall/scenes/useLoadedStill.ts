import { useEffect, useState } from 'react'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import { snapshotUrl } from '../../api/queries.ts'

/** A camera's newest still that has really come; the one before stays until then, with its own time (ms). Null while
 *  none has come. */
export function useLoadedStill({ id, snapshot_at }: CameraItem): { src: string; at: number } | null {
  const [still, setStill] = useState<{ src: string; at: number } | null>(null)
  useEffect(() => {
    if (snapshot_at === null) return
    const src = snapshotUrl(id, snapshot_at)
    const picture = new Image()
    picture.addEventListener('load', () => setStill({ src, at: Date.parse(snapshot_at) }))
    picture.src = src
    return () => {
      picture.src = ''
    }
  }, [id, snapshot_at])
  return still
}
