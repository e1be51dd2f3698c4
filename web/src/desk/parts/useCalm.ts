import { useState } from 'react'

/** A value that follows at the beat: the newest when `beat` changes, the former until then. Keeps rows from jumping
 *  around under the reader while values tick. */
export function useCalm<Value>(value: Value, beat: string): Value {
  const [kept, setKept] = useState({ value, beat })
  if (kept.beat === beat) return kept.value
  setKept({ value, beat })
  return value
}
