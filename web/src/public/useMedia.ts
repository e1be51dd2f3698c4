import { useCallback, useSyncExternalStore } from 'react'
import { themeFor, useTheme, type Theme } from '../ui/theme.ts'

/** Whether a media query holds; re-renders when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** Light, or dark where the device prefers it; `?theme=` wins. */
export function usePreferredTheme(): Theme {
  const dark = useMedia('(prefers-color-scheme: dark)')
  return useTheme(themeFor(location.search, dark ? 'dark' : 'light'))
}
