import type { ReactNode } from 'react'

/** One line of a list of facts. */
export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className="facts__row">
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
