import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import type { Fact } from '../fact.ts'
import { FactValue } from './FactValue.tsx'
import { WallAge } from './WallAge.tsx'

/** One figure of a scene: what it is, the figure, and a note. `aged`: its age stands beside its name. */
export function FactBlock(props: { fact: Fact; size?: number; aged?: boolean; children?: ReactNode }) {
  const { fact, size = 1.5, aged = false } = props
  return (
    <section
      className={cx('wall-fact', `is-${fact.quality}`)}
      style={fact.tone && fact.quality === 'current' ? { '--tone': `var(--${fact.tone})` } : undefined}
    >
      <header>
        <h3>{fact.label}</h3>
        {aged && <WallAge at={fact.at} quality={fact.quality} />}
      </header>
      <FactValue fact={fact} size={size} />
      {fact.note && <p className="wall-note">{fact.note}</p>}
      {props.children}
    </section>
  )
}
