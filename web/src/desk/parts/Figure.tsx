import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import './page.css'

/** One figure of a page's head: what it is, the number, its unit, and what it rests on. Unknown is a dash. */
export function Figure(props: {
  label: string
  value: string | null
  unit?: string
  note?: ReactNode
  size?: 'm' | 'l'
  tone?: 'warn' | 'alarm' | null
}) {
  const { value, size = 'm', tone } = props
  return (
    <div className={cx('page-figure', `is-${size}`, value === null && 'is-unknown', tone && `is-${tone}`)}>
      <dt>{props.label}</dt>
      <dd>
        <b className="num">{value ?? '–'}</b>
        {props.unit && value !== null && <span className="page-figure__unit"> {props.unit}</span>}
      </dd>
      {props.note && <dd className="page-figure__note">{props.note}</dd>}
    </div>
  )
}
