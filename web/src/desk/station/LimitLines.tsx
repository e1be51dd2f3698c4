import { cx } from '../../ui/cx.ts'
import type { LimitLine } from './useLimits.ts'
import { usePageText } from './usePageText.ts'

/** How far a parameter is from its limits: as a bar to the limit and in words. `limited`: it has limits, so that none to
 *  show means too few data. */
export function LimitLines({ lines, limited }: { lines: readonly LimitLine[]; limited: boolean }) {
  const t = usePageText()
  if (lines.length === 0)
    return <span className="desk-none">{t(limited ? 'now.notEnough' : 'now.noLimit')}</span>
  return (
    <>
      {lines.map(({ key, label, text, distance, share, exceeded }) => (
        <span key={key} className={cx('sp-limit', exceeded && 'is-over')}>
          {share !== null && (
            <span className="sp-limit__bar" aria-hidden="true">
              <i style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} />
            </span>
          )}
          <span>
            {label} <b className="num">{text}</b> <span className="sp-limit__distance">{distance}</span>
          </span>
        </span>
      ))}
    </>
  )
}
