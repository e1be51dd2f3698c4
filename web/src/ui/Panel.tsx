import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import './panel.css'

/** A framed part of a page. `title` becomes its heading and its accessible name; `aside` stands at the title's right. */
export function Panel(props: {
  title?: string
  aside?: ReactNode
  children: ReactNode
  /** `flush`: no inner margin, for maps, tables and pictures. */
  flush?: boolean
  className?: string
}) {
  return (
    <section
      className={cx('ui-panel', props.flush && 'ui-panel--flush', props.className)}
      aria-label={props.title}
    >
      {(props.title || props.aside) && (
        <header className="ui-panel__head">
          <h2 className="ui-panel__title">{props.title}</h2>
          {props.aside && <div className="ui-panel__aside">{props.aside}</div>}
        </header>
      )}
      <div className="ui-panel__body">{props.children}</div>
    </section>
  )
}

/** One fact with its small heading, for rows of figures. */
export function Card(props: { label: string; children: ReactNode; className?: string }) {
  return (
    <div className={cx('ui-card', props.className)}>
      <div className="ui-card__label">{props.label}</div>
      {props.children}
    </div>
  )
}
