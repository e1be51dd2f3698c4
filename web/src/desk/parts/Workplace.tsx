import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'

/** List, map and panel side by side; on narrow screens the panel takes the place of the map, then of everything. */
export function Workplace(props: { list: ReactNode; map: ReactNode; panel: ReactNode | null }) {
  return (
    <div className={cx('desk-work', props.panel !== null && 'has-panel')}>
      <div className="desk-work__list">{props.list}</div>
      <div className="desk-work__map">{props.map}</div>
      {props.panel !== null && <div className="desk-work__panel">{props.panel}</div>}
    </div>
  )
}
