import type { CameraItem } from '@city/domain/api/schemas.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useCamera, useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Fact, Facts } from '../parts/Fact.tsx'
import { Section } from '../parts/Section.tsx'
import { SidePanel } from '../parts/SidePanel.tsx'
import { CameraMark } from './CameraMark.tsx'
import { Snapshot } from './Snapshot.tsx'
import { useReasonText } from './useReasonText.ts'

/** Everything about one camera. `ready`: the registry is here, so that an id it lacks is unknown. */
export function CameraPanel(props: {
  id: string
  ready: boolean
  unit: (code: string | null) => string | undefined
  onClose: () => void
}) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const camera = useCamera(props.id)
  if (camera) return <Known camera={camera} unit={props.unit(camera.unit)} onClose={props.onClose} />
  return (
    <SidePanel kicker={props.id} title={t('nav.cameras')} onClose={props.onClose}>
      {props.ready ? (
        <EmptyState title={t('unknownPlace', { id: props.id })} />
      ) : (
        <Skeleton lines={6} label={common('loading')} />
      )}
    </SidePanel>
  )
}

function Known(props: { camera: CameraItem; unit: string | undefined; onClose: () => void }) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const format = useFormat()
  const now = useServerNow()
  const reasonText = useReasonText()
  const { camera, unit, onClose } = props
  const { state, reason, since, checked_at: checkedAt, fps, width, height, codec } = camera
  const none = <span className="desk-none">{t('cameras.notMeasured')}</span>
  return (
    <SidePanel
      kicker={
        <>
          {common('camera.name')} · <b>{camera.id}</b>
        </>
      }
      title={camera.name}
      onClose={onClose}
    >
      <div className={`cam-verdict is-${state}`}>
        <CameraMark state={state} />
        {since !== null && (
          <span className="num">{common('age.since', { time: format.moment(Date.parse(since), now) })}</span>
        )}
        {reason !== null && (
          <p>
            {state === 'online'
              ? t('cameras.lastReason', { reason: reasonText(reason) })
              : `${t('cameras.reason')}: ${reasonText(reason)}`}
          </p>
        )}
      </div>
      <Section title={t('cameras.snapshot')}>
        <Snapshot key={camera.id} camera={camera} />
      </Section>
      <Section title={common('camera.name')}>
        <Facts>
          <Fact name={t('cameras.fps')}>
            {fps === null ? (
              none
            ) : (
              <span className="num">
                {format.number(fps, 1)} {t('cameras.fpsUnit')}
              </span>
            )}
          </Fact>
          <Fact name={t('cameras.resolution')}>
            {width === null || height === null ? none : <span className="num">{`${width} × ${height}`}</span>}
          </Fact>
          <Fact name={t('cameras.codec')}>{codec ?? none}</Fact>
          <Fact name={t('cameras.checked')}>
            <Age at={checkedAt === null ? null : Date.parse(checkedAt)} />
          </Fact>
          <Fact name={t('cameras.unit')}>{unit ?? camera.unit ?? '–'}</Fact>
          <Fact name={t('cameras.kind')}>{t(`cameras.kinds.${camera.kind}`)}</Fact>
          <Fact name={t('cameras.shown')}>{camera.public ? t('cameras.yes') : t('cameras.no')}</Fact>
          <Fact name={t('cameras.position')}>
            <span className="num">
              {format.number(camera.lat, 4)}; {format.number(camera.lon, 4)}
            </span>
          </Fact>
        </Facts>
      </Section>
    </SidePanel>
  )
}
