import { useEffect, useState } from 'react'

const restMs = 300

/** The text of a search: at once for the list, and kept in the address (`q`) when the typing rests. The address follows
 *  too late for a field: fast typing would lose letters.
 *  @param kept what the address holds */
export function useTextFilter(
  kept: string | null,
  change: (changes: { q: string | null }) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(kept ?? '')
  useEffect(() => {
    if (text === (kept ?? '')) return
    const timer = setTimeout(() => change({ q: text || null }), restMs)
    return () => clearTimeout(timer)
  }, [text, kept, change])
  return [text, setText]
}
