import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import type { ReplayOutcome } from './replay.ts'

/** What came of a replay, in one line; nothing before there was one. */
export function ReplayAnswer({ answer }: { answer: ReplayOutcome | undefined }) {
  const { t } = useText('desk')
  const format = useFormat()
  if (!answer) return null
  const { letters, received, stored, duplicate, rejected, waiting = 0, remaining = 0 } = answer
  const counts = {
    received: format.number(received),
    stored: format.number(stored),
    duplicate: format.number(duplicate),
    rejected: format.number(rejected),
  }
  return (
    <p className={cx('src-act', rejected > 0 && 'is-warn')} role="status">
      {letters === undefined
        ? t('sources.letters.replayedOne', counts)
        : t('sources.letters.replayed', {
            ...counts,
            count: letters,
            n: format.number(letters),
            remaining: format.number(remaining),
          })}
      {waiting > 0 && ` ${t('sources.letters.replayWaits', { count: waiting, n: format.number(waiting) })}`}
      {letters === undefined && rejected > 0 && ` ${t('sources.letters.still')}`}
    </p>
  )
}
