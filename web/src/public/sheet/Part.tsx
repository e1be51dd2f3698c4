import type { ReactNode } from 'react'

/** One part of a sheet under its heading. */
export function Part(props: { title: string; children: ReactNode }) {
  return (
    <section className="sheet__part">
      <h3 className="sheet__subtitle">{props.title}</h3>
      {props.children}
    </section>
  )
}
