import type { ReactNode } from 'react'

/** A part of a panel with its heading; `aside` stands at the heading's right. */
export function Section(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="desk-section" aria-label={props.title}>
      <header className="desk-section__head">
        <h3>{props.title}</h3>
        {props.aside}
      </header>
      {props.children}
    </section>
  )
}
