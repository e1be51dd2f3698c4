import { Component, type ReactNode } from 'react'
import { useText } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import './states.css'

async function reloadIfServed(): Promise<void> {
  const answer = await fetch('/livez', { cache: 'no-store' }).catch(() => null)
  if (answer?.ok) location.reload()
}

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
 *  (walls, where nobody can press a button) the page loads again by itself, once the server is seen alive: a reload
 *  into an error page of the browser would be the end of the wall. */
export class PageError extends Component<
  { children: ReactNode; reloadAfterMs?: number },
  { failed: boolean }
> {
  override state = { failed: false }
  #timer: ReturnType<typeof setInterval> | undefined

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch() {
    const { reloadAfterMs } = this.props
    if (reloadAfterMs) this.#timer ??= setInterval(() => void reloadIfServed(), reloadAfterMs)
  }

  override componentWillUnmount() {
    clearInterval(this.#timer)
  }

  override render() {
    return this.state.failed ? <Fallback /> : this.props.children
  }
}
