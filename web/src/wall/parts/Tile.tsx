import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import type { Fact } from '../fact.ts'
import { useWallText } from '../useWallText.ts'
import { FactValue } from './FactValue.tsx'
import { WallAge } from './WallAge.tsx'

/** One group of the overview: name and age, the figure, a short note or a picture of it. */
export function Tile(props: { fact: Fact; children?: ReactNode }) {
  const t = useWallText()
  const { fact } = props
  return (
    <section
      className={cx('wall-tile', `is-${fact.quality}`)}
      style={fact.tone && fact.quality === 'current' ? { '--tone': `var(--${fact.tone})` } : undefined}
    >
      <header>
        <h2>{t(`group.${fact.group}`)}</h2>
        <WallAge at={fact.at} quality={fact.quality} />
      </header>
      <FactValue fact={fact} size={1.5} />
      {props.children ?? <p className="wall-note">{fact.brief || fact.note}</p>}
    </section>
  )
}
