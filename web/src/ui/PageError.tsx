import { Component, type ReactNode } from 'react'
import { useText } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import './states.css'

function Fallback() {
  const { t } = useText('common')
  return (
    <main className="ui-state ui-state--page" role="alert">
      <h1 className="ui-state__title">{t('error.page')}</h1>
      <p className="ui-state__text">{t('error.pageText')}</p>
      <Button look="primary" onPress={() => location.reload()}>
        {t('error.reload')}
      </Button>
    </main>
  )
}

/** Catches what a door could not: shows that the page failed instead of a blank screen. With `reloadAfterMs`
 *  (walls, where nobody can press a button) the page loads again by itself. */
export class PageError extends Component<
  { children: ReactNode; reloadAfterMs?: number },
  { failed: boolean }
> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch() {
    if (this.props.reloadAfterMs) setTimeout(() => location.reload(), this.props.reloadAfterMs)
  }

  override render() {
    return this.state.failed ? <Fallback /> : this.props.children
  }
}
