import type { ReactNode } from 'react'

/** Named facts in two columns. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="desk-facts">{children}</dl>
}

/** One named fact; `wide` takes the whole line. */
export function Fact(props: { name: string; children: ReactNode; wide?: boolean }) {
  return (
    <div className={props.wide ? 'is-wide' : undefined}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
