import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { cx } from '../../ui/cx.ts'
import { rowAfterKey, scrollToSee, virtualRange } from './virtualRange.ts'
import './virtualList.css'

export interface VirtualListProps {
  ids: readonly string[]
  /** px; every row has it, so that ten thousand rows cost as much as twenty */
  rowHeight: number
  label: string
  selected: string | null
  pointed?: string | null
  onSelect: (id: string) => void
  onPoint?: (id: string | null) => void
  renderRow: (id: string) => ReactNode
  /** Filled with a function that lets other fields (search) steer the list by key; true = the key was the list's. */
  steer?: { current: ((key: string) => boolean) | null }
}

/** A listbox that draws only the rows in view. One row is chosen; arrows, Page, Home and End move the choice. */
export function VirtualList(props: VirtualListProps) {
  const { ids, rowHeight, label, selected, pointed = null, onSelect, onPoint, renderRow, steer } = props
  const uid = useId()
  const box = useRef<HTMLDivElement>(null)
  const looked = useRef<string | null>(null)
  const [view, setView] = useState({ top: 0, height: 0 })
  const index = selected === null ? -1 : ids.indexOf(selected)

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight })
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    return () => resized.disconnect()
  }, [])

  // Only a new choice moves the list; a row that moves because values changed does not.
  const known = view.height > 0
  useEffect(() => {
    const element = box.current
    if (!element || index < 0 || !known) return
    const at = { top: element.scrollTop, height: element.clientHeight }
    const middle = index * rowHeight - (at.height - rowHeight) / 2
    const first = looked.current === null
    looked.current = selected
    const top = first ? Math.max(0, middle) : scrollToSee(at, rowHeight, index)
    if (top !== at.top) element.scrollTop = top
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected, known])

  const go = (key: string): boolean => {
    const next = rowAfterKey(key, index, ids.length, view.height / rowHeight)
    const id = next === undefined ? undefined : ids[next]
    if (id === undefined) return false
    onSelect(id)
    return true
  }
  useEffect(() => {
    if (steer) steer.current = go
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (go(event.key)) event.preventDefault()
  }
  const { start, end } = virtualRange(view, rowHeight, ids.length)
  return (
    <div
      ref={box}
      className="vlist"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={index >= start && index < end ? `${uid}${index}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) =>
        setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
      onPointerLeave={() => onPoint?.(null)}
    >
      <div className="vlist__space" style={{ height: ids.length * rowHeight }}>
        {ids.slice(start, end).map((id, offset) => {
          const at = start + offset
          return (
            <div
              key={id}
              id={`${uid}${at}`}
              role="option"
              aria-selected={id === selected}
              aria-setsize={ids.length}
              aria-posinset={at + 1}
              className={cx('vlist__row', id === selected && 'is-selected', id === pointed && 'is-pointed')}
              style={{ height: rowHeight, transform: `translateY(${at * rowHeight}px)` }}
              onClick={() => onSelect(id)}
              onPointerEnter={() => onPoint?.(id)}
            >
              {renderRow(id)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
