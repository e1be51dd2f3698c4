import { useEffect, useRef, type RefObject } from 'react'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), select, textarea')
}

/** Keys of a workplace: `/` leads to the search field, Escape closes what is open. A menu that is open keeps its Escape. */
export function useDeskKeys(search: RefObject<HTMLInputElement | null>, onClose?: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === '/' && !isTyping(event.target)) {
        event.preventDefault()
        search.current?.focus()
        search.current?.select()
      }
      if (event.key === 'Escape' && !isTyping(event.target)) close.current?.()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [search])
}
