import type { ReactNode } from 'react'
import './states.css'

/** Nothing to show, and why that is all right. */
export function EmptyState(props: { title: string; children?: ReactNode }) {
  return (
    <div className="ui-state">
      <p className="ui-state__title">{props.title}</p>
      {props.children && <div className="ui-state__text">{props.children}</div>}
    </div>
  )
}
