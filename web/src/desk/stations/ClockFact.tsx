import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Fact } from '../parts/Fact.tsx'
import { clockVerdict, oldClockMs } from './stationClock.ts'
import { useClockText } from './useClockText.ts'

/** How the station's clock goes: a warning beyond half a minute, else a quiet line. */
export function ClockFact({ station: { clock } }: { station: LiveStation }) {
  const { t } = useText('desk')
  const format = useFormat()
  const now = useServerNow()
  const clockText = useClockText()
  const verdict = clockVerdict(clock)
  const wrong = verdict === 'ahead' || verdict === 'behind'
  const at = clock ? Date.parse(clock.at) : null
  const old = at !== null && now - at > oldClockMs
  return (
    <Fact name={t('sources.clock.name')} wide>
      <span className={cx(wrong && !old && 'st-clock is-wrong', !clock && 'desk-none')}>
        {clockText(clock)}
      </span>
      {clock && at !== null && (
        <small className={cx('desk-note', old && 'is-warn')}>
          {' '}
          {t('sources.clock.basis', {
            count: clock.samples,
            n: format.number(clock.samples),
            time: format.moment(at, now),
          })}
          {old && `. ${t('sources.clock.old')}`}
        </small>
      )}
    </Fact>
  )
}
