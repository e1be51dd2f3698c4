import { useState } from 'react'
import { snapshotUrl, usePublicCameraList } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useCamera, useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Fact } from './Fact.tsx'
import { Part } from './Part.tsx'
import { Sheet } from './Sheet.tsx'

/** A picture older than this is said to be old, ms. */
const oldPictureMs = 15 * 60_000

/** A public camera: its newest still with its age; an old one loses its colour and says so. */
export function CameraSheet(props: { id: string; onClose: () => void }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const format = useFormat()
  const now = useServerNow()
  const camera = useCamera(props.id)
  const list = usePublicCameraList()
  const [broken, setBroken] = useState<string | null>(null)
  if (!camera)
    return (
      <Sheet of={props.id} kind={common('camera.name')} title={props.id} onClose={props.onClose}>
        {list.isPending ? (
          <Skeleton height="200px" label={common('loading')} />
        ) : (
          <EmptyState title={t('sheet.unknown')} />
        )}
      </Sheet>
    )
  const { name, state, reason, since, snapshot_at: takenText, lat, lon } = camera
  const taken = takenText === null ? null : Date.parse(takenText)
  const old = taken !== null && now - taken > oldPictureMs
  const address = snapshotUrl(camera.id, takenText)
  return (
    <Sheet of={camera.id} kind={common('camera.name')} title={name} onClose={props.onClose}>
      <figure className={cx('snapshot', old && 'is-old')}>
        {taken === null ? (
          <p className="snapshot__none">{t('camera.none')}</p>
        ) : broken === address ? (
          <p className="snapshot__none" role="status">
            {t('camera.broken')}
          </p>
        ) : (
          <img
            src={address}
            width={camera.width ?? 800}
            height={camera.height ?? 450}
            alt={t('camera.alt', { name, time: format.dateTime(taken) })}
            onError={() => setBroken(address)}
          />
        )}
        <figcaption>
          <span className={`camstate is-${state}`}>
            <i aria-hidden="true" />
            {common(`camera.state.${state}`)}
          </span>
          <span>
            {t('camera.taken')}: <Age at={taken} />
          </span>
        </figcaption>
      </figure>
      {old && <p className="sheet__note">{t('camera.old')}</p>}
      {state === 'offline' && since && (
        <p className="sheet__text">
          {common('camera.state.offline')}{' '}
          {common('age.since', { time: format.moment(Date.parse(since), now) })}
          {isReason(reason) && `: ${common(`camera.reason.${reason}`)}`}
        </p>
      )}
      <p className="sheet__small">{t('camera.note')}</p>
      <Part title={t('sheet.where')}>
        <dl className="facts">
          <Fact name={t('sheet.coordinates')}>
            <span className="num">
              {format.number(lat, 5)}° N, {format.number(lon, 5)}° E
            </span>
          </Fact>
          <Fact name={t('sheet.kind')}>
            {t(camera.kind === 'ptz' ? 'sheet.kinds.ptz' : 'sheet.kinds.fixedCamera')}
          </Fact>
        </dl>
      </Part>
    </Sheet>
  )
}

const reasons = [
  'refused',
  'timeout',
  'unauthorized',
  'not_found',
  'no_video',
  'bad_answer',
  'unreachable',
  'no_ffmpeg',
] as const
const isReason = (text: string | null): text is (typeof reasons)[number] =>
  reasons.some((one) => one === text)
