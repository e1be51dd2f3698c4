import type { CameraItem } from '@city/domain/api/schemas.ts'
import { useText } from '../../i18n/i18n.ts'

/** The state of a camera in words, with a sign of its own: filled, cross, bar or ring. */
export function CameraMark({ state }: { state: CameraItem['state'] }) {
  const { t } = useText('common')
  return (
    <span className={`cam-state is-${state}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {state === 'online' && <circle cx="6" cy="6" r="4.5" fill="currentColor" />}
        {state === 'offline' && <path d="M2 2l8 8M10 2L2 10" stroke="currentColor" strokeWidth="2.2" />}
        {state === 'planned_off' && <path d="M1.5 6h9" stroke="currentColor" strokeWidth="2.4" />}
        {state === 'unknown' && (
          <circle
            cx="6"
            cy="6"
            r="4.2"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeDasharray="2 1.6"
          />
        )}
      </svg>
      {t(`camera.state.${state}`)}
    </span>
  )
}
