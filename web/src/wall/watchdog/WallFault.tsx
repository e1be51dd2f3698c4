import { Component, type ReactNode } from 'react'
import { useWallText } from '../useWallText.ts'
import { reloadSafely, reloadsSoFar } from './reloadSafely.ts'
import { faultWaitMs } from './watchdog.ts'

function Fault() {
  const t = useWallText()
  return (
    <main className="wall-fault" role="alert">
      {t('state.fault')}
    </main>
  )
}

/** Catches what the wall could not draw: says so and loads the page again by itself, never while the server is away,
 *  with a growing wait. */
export class WallFault extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  #timer: ReturnType<typeof setInterval> | undefined

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch() {
    this.#timer ??= setInterval(() => void reloadSafely(), faultWaitMs(reloadsSoFar()))
  }

  override componentWillUnmount() {
    clearInterval(this.#timer)
  }

  override render() {
    return this.state.failed ? <Fault /> : this.props.children
  }
}
