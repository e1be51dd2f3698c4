import { memo } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useCamera } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { CameraMark } from './CameraMark.tsx'
import { useReasonText } from './useReasonText.ts'

/** One camera in the list: name, state, reason or measured rate, since when. */
export const CameraRow = memo(function CameraRow({ id, unit }: { id: string; unit: string | undefined }) {
  const { t } = useText('desk')
  const format = useFormat()
  const reasonText = useReasonText()
  const camera = useCamera(id)
  if (!camera) return null
  const { name, state, reason, fps, since, checked_at: checkedAt } = camera
  return (
    <div className="st-row cam-row">
      <span className="st-row__line">
        <span className="st-row__name" title={name}>
          {name}
        </span>
        <CameraMark state={state} />
      </span>
      <span className="st-row__line is-quiet">
        <span className="st-row__id">
          {id}
          {unit && ` · ${unit}`}
        </span>
        <span className="st-row__age">
          {reason !== null ? (
            <span className="cam-row__reason">{reasonText(reason)}</span>
          ) : fps !== null ? (
            <span className="num">
              {format.number(fps, 1)} {t('cameras.fpsUnit')}
            </span>
          ) : null}
          {state === 'online' ? (
            checkedAt !== null && <Age at={Date.parse(checkedAt)} form="short" />
          ) : since !== null ? (
            <Age at={Date.parse(since)} form="short" />
          ) : null}
        </span>
      </span>
    </div>
  )
})
