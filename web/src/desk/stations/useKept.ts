import { useState } from 'react'

/** The newest answer to one question: while its renewal is on the way the former stays; another question starts empty. */
export function useKept<Answer>(answer: Answer | undefined, question: string): Answer | undefined {
  const [kept, setKept] = useState<{ answer: Answer | undefined; question: string }>({ answer, question })
  if (kept.question !== question || (answer !== undefined && kept.answer !== answer)) {
    setKept({ answer, question })
    return answer
  }
  return kept.answer
}
