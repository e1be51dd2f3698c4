import { useEffect } from 'react'

/** Names the browser tab; the place first, so that it is read on a narrow tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
