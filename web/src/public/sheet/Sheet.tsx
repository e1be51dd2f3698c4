import { useEffect, useRef, type ReactNode, type PointerEvent } from 'react'
import { Button } from 'react-aria-components'
import { useText } from '../../i18n/i18n.ts'
import { Icon } from '../Icon.tsx'
import './sheet.css'

/** How far the head must be pulled down to close the sheet, px. */
const pullToClosePx = 90

/** What was opened: a panel at the side, on a phone a sheet from below that can be pulled away. Not modal: the map
 *  beside it stays in use. Takes the focus when it opens or shows something else, gives it back on close; Escape closes. */
export function Sheet(props: {
  /** changes when something else is shown */
  of: string
  title: string
  kind: string
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useText('public')
  const { of, onClose } = props
  const root = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const before = useRef<HTMLElement | null>(null)
  const pulled = useRef<number | null>(null)

  useEffect(() => {
    before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    return () => before.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    body.current?.scrollTo(0, 0)
  }, [of])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onClose])

  const distance = (event: PointerEvent) => Math.max(0, event.clientY - (pulled.current ?? event.clientY))
  const shift = (px: number) => root.current?.style.setProperty('--pull', `${px}px`)
  const letGo = (event: PointerEvent) => {
    const far = distance(event) > pullToClosePx
    pulled.current = null
    shift(0)
    if (far) onClose()
  }
  return (
    <section className="sheet" role="dialog" aria-labelledby="sheet-title" ref={root}>
      <header
        className="sheet__head"
        onPointerDown={(event) => {
          if (event.pointerType === 'mouse' || (event.target as HTMLElement).closest('button')) return
          pulled.current = event.clientY
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={(event) => pulled.current !== null && shift(distance(event))}
        onPointerUp={letGo}
        onPointerCancel={() => {
          pulled.current = null
          shift(0)
        }}
      >
        <div>
          <p className="sheet__kind">{props.kind}</p>
          <h2 className="sheet__title" id="sheet-title" tabIndex={-1} ref={heading}>
            {props.title}
          </h2>
        </div>
        <Button className="sheet__close" aria-label={t('sheet.close')} onPress={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className="sheet__body" ref={body}>
        {props.children}
      </div>
    </section>
  )
}
