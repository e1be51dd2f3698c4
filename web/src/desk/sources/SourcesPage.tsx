import { useRef } from 'react'
import { useDeskKeys } from '../parts/useDeskKeys.ts'
import { DeadLetters } from './DeadLetters.tsx'
import { Dependencies } from './Dependencies.tsx'
import { LedgerPart } from './LedgerPart.tsx'
import './sources.css'

/** `/desk/sources`: what the server rests on, what arrived and became of it, and what was not accepted. */
export function SourcesPage() {
  const field = useRef<HTMLInputElement>(null)
  useDeskKeys(field)
  return (
    <div className="src">
      <Dependencies />
      <div className="src__columns">
        <LedgerPart field={field} />
        <DeadLetters />
      </div>
    </div>
  )
}
