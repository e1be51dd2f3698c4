import { useEffect, useRef } from 'react'
import { live } from '../../live/live.ts'
import { useServerNow } from '../../live/useLive.ts'
import { buildOf, reloadReason } from './watchdog.ts'
import { forgetReloads, reloadSafely, reloadsSoFar } from './reloadSafely.ts'

const lookEveryMs = 10_000
const askBuildEveryMs = 10 * 60_000

const ownBuild = () => buildOf(document.documentElement.outerHTML)

async function servedBuild(): Promise<string | null> {
  try {
    const response = await fetch(location.pathname, { cache: 'no-store', signal: AbortSignal.timeout(8000) })
    return response.ok ? buildOf(await response.text()) : null
  } catch {
    return null // away: the socket tells
  }
}

/** Watches the page from outside React: reloads it when values stay away, when it no longer draws, and when another
 *  build is served; never while the server is away. */
export function useWatchdog(): void {
  const beat = useRef<number | null>(null)
  useServerNow(1000)
  useEffect(() => {
    beat.current = performance.now()
  })
  useEffect(() => {
    const loadedAt = performance.now()
    let lostSince: number | null = null
    let newBuild = false
    let busy = false
    const look = async () => {
      const now = performance.now()
      const isLive = live.connection().state === 'live'
      if (isLive && now - loadedAt > 60_000) forgetReloads()
      lostSince = isLive ? null : (lostSince ?? now)
      const sight = {
        now,
        lostSince,
        lastBeat: beat.current ?? loadedAt,
        loadedAt,
        reloads: reloadsSoFar(),
        newBuild,
      }
      if (busy || !reloadReason(sight)) return
      busy = true
      await reloadSafely()
      busy = false
    }
    const ask = async () => {
      const [own, served] = [ownBuild(), await servedBuild()]
      newBuild = own !== null && served !== null && own !== served
    }
    const looking = setInterval(() => void look(), lookEveryMs)
    const asking = setInterval(() => void ask(), askBuildEveryMs)
    return () => {
      clearInterval(looking)
      clearInterval(asking)
    }
  }, [])
}
