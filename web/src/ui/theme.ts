import { useEffect, useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

/** The theme asked for by `?theme=`, else the door's own. Same rule as boot.js, which runs before the first paint. */
export function themeFor(search: string, own: Theme): Theme {
  const asked = new URLSearchParams(search).get('theme')
  return asked === 'dark' || asked === 'light' ? asked : own
}

/** Gives the page the door's theme, unless the address asks for the other. */
export function useTheme(own: Theme): Theme {
  const theme = themeFor(location.search, own)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return theme
}

const paletteListeners = new Set<() => void>()
const isSafe = () => document.documentElement.dataset.palette === 'safe'

/** Chooses the air colours of the page and keeps the choice. */
export function setSafePalette(safe: boolean): void {
  if (safe) document.documentElement.dataset.palette = 'safe'
  else delete document.documentElement.dataset.palette
  try {
    localStorage.setItem('palette', safe ? 'safe' : 'official')
  } catch {
    // storage is closed in some embeds: the choice holds for this page only
  }
  for (const listener of paletteListeners) listener()
}

export function useSafePalette(): boolean {
  return useSyncExternalStore((listener) => {
    paletteListeners.add(listener)
    return () => paletteListeners.delete(listener)
  }, isSafe)
}
