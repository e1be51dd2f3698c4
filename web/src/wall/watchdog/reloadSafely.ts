const countKey = 'wall.reloads'
const answerMs = 8000

/** True when our own server answers that it lives; a proxy's error page is no answer. */
export async function serverLives(): Promise<boolean> {
  try {
    const response = await fetch('/livez', { cache: 'no-store', signal: AbortSignal.timeout(answerMs) })
    return response.ok && (response.headers.get('content-type') ?? '').includes('json')
  } catch {
    return false
  }
}

/** Reloads by the watchdog since `forgetReloads`; kept over reloads of this tab. */
export function reloadsSoFar(): number {
  try {
    return Number(sessionStorage.getItem(countKey)) || 0
  } catch {
    return 0 // storage is closed: each page life counts as the first
  }
}

export function forgetReloads(): void {
  try {
    sessionStorage.removeItem(countKey)
  } catch {
    // storage is closed
  }
}

/** Loads the page again if the server lives; else leaves the last picture standing. */
export async function reloadSafely(): Promise<void> {
  if (!(await serverLives())) return
  try {
    sessionStorage.setItem(countKey, String(reloadsSoFar() + 1))
  } catch {
    // storage is closed
  }
  location.reload()
}
