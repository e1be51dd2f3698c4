import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import './page.css'

/** A part of a page with its heading; `aside` stands at the heading's right, `place` names its cell in the page's grid. */
export function Card(props: {
  title: string
  note?: ReactNode
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={cx('page-card', props.className)} aria-label={props.title}>
      <header className="page-card__head">
        <h2>{props.title}</h2>
        {props.aside && <div className="page-card__aside">{props.aside}</div>}
      </header>
      {props.note && <p className="desk-note page-card__note">{props.note}</p>}
      {props.children}
    </section>
  )
}
