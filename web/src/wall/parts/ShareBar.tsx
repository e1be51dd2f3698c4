import { cx } from '../../ui/cx.ts'

/** One step of an ordered bar. `tone`: token family of its colour, null = no colour. */
export interface Share {
  key: string
  count: number
  tone: string | null
  text: string
}

/** Counts in their order as one bar; each part as wide as its share, its number inside. Zero takes no room.
 *  `faded`: old values, without colour. */
export function ShareBar(props: { shares: readonly Share[]; faded: boolean; label: string }) {
  const shown = props.shares.filter(({ count }) => count > 0)
  return (
    <div className={cx('wall-bar', props.faded && 'is-old')} role="img" aria-label={props.label}>
      {shown.map(({ key, count, tone, text }) => (
        <span
          key={key}
          className={cx('wall-bar__part num', tone === null && 'is-plain')}
          style={{
            flexGrow: count,
            ...(tone && { '--fill': `var(--${tone})`, '--ink-on-fill': `var(--${tone}-ink)` }),
          }}
        >
          {text}
        </span>
      ))}
      {shown.length === 0 && <span className="wall-bar__part is-plain">–</span>}
    </div>
  )
}
