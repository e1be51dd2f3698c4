import { useState } from 'react'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { snapshotUrl } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** Seconds between two visits to a camera: ingest's period. */
const visitS = 60

/** The newest still with its age. An old one stays and loses its colour. */
export function Snapshot({ camera }: { camera: CameraItem }) {
  const { t } = useText('desk')
  const now = useServerNow()
  const [broken, setBroken] = useState<string | null>(null)
  const { snapshot_at: at, state, name, width, height } = camera
  if (at === null) return <EmptyState title={t('cameras.noSnapshot')} />
  const address = snapshotUrl(camera.id, at)
  const freshness = freshnessOf(Date.parse(at), visitS, now)
  const old = state !== 'online' || freshness === 'stale' || freshness === 'silent'
  return (
    <figure className={cx('cam-snapshot', old && 'is-old')}>
      {broken === address ? (
        <EmptyState title={t('cameras.brokenSnapshot')} />
      ) : (
        <img
          src={address}
          alt={`${t('cameras.snapshot')}: ${name}`}
          width={width ?? 16}
          height={height ?? 9}
          onError={() => setBroken(address)}
        />
      )}
      {old && <strong className="cam-snapshot__old">{t('cameras.oldSnapshot')}</strong>}
      <figcaption>
        <Age at={Date.parse(at)} freshness={freshness === 'silent' ? 'stale' : freshness} />
      </figcaption>
    </figure>
  )
}
