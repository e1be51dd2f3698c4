import type { ReactNode } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { Button } from '../../ui/Button.tsx'

/** The panel of what is chosen: kind and id, name, the name in the other language, and a way to close it. */
export function SidePanel(props: {
  kicker: ReactNode
  title: string
  subtitle?: string | undefined
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useText('desk')
  return (
    <section className="desk-panel" aria-label={props.title}>
      <header className="desk-panel__head">
        <div className="desk-panel__names">
          <p className="desk-panel__kicker">{props.kicker}</p>
          <h2>{props.title}</h2>
          {props.subtitle && <p className="desk-panel__subtitle">{props.subtitle}</p>}
        </div>
        <Button look="quiet" size="s" aria-label={t('close')} onPress={props.onClose}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M2 2l12 12M14 2L2 14" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
          </svg>
        </Button>
      </header>
      <div className="desk-panel__body">{props.children}</div>
    </section>
  )
}
