import { useState } from 'react'
import { useFormat } from '../i18n/useFormat.ts'
import { live } from '../live/live.ts'
import { useServerNow } from '../live/useLive.ts'
import { Stage } from './stage/Stage.tsx'
import { useStageSize } from './stage/useStageSize.ts'
import { wallSettings } from './stage/wallSettings.ts'
import { useWallText } from './useWallText.ts'

/** Read before the city's own settings are known: 3 m, 55″. */
const beforeCity = { distance_m: 3, panel_width_mm: 1210 }

/** Before the first picture: that it is coming, or since when the server does not answer. */
export function Waiting({ failing }: { failing: boolean }) {
  const t = useWallText()
  const format = useFormat()
  const now = useServerNow()
  const size = useStageSize(wallSettings(location.search, beforeCity))
  const [since, setSince] = useState<number | null>(null)
  if (failing !== (since !== null)) setSince(failing ? live.clock.now() : null)
  return (
    <Stage size={size} className="wall is-waiting">
      <main className="wall-waiting" role="status">
        <p className="wall-waiting__title">
          {since === null ? t('state.loading') : t('state.failing', { time: format.moment(since, now) })}
        </p>
        <p className="wall-note">{since === null ? '\u00a0' : t('state.again')}</p>
        <i className="wall-waiting__line" aria-hidden="true" />
      </main>
    </Stage>
  )
}
