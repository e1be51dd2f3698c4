import { useRef, useState } from 'react'
import { useDeskKeys } from '../parts/useDeskKeys.ts'
import { Dependencies } from './Dependencies.tsx'
import { ImbalanceBanner } from './ImbalanceBanner.tsx'
import { JournalLine } from './JournalLine.tsx'
import type { LedgerFilter } from './ledgerBySource.ts'
import { LedgerPart } from './LedgerPart.tsx'
import { RecordsPart } from './RecordsPart.tsx'
import './sources.css'

/** `/desk/sources`: what the server rests on, what arrived and became of it, and what was not as it should be. */
export function SourcesPage() {
  const field = useRef<HTMLInputElement>(null)
  const [filter, setFilter] = useState<LedgerFilter>({ text: '', onlyTrouble: false, hour: null })
  useDeskKeys(field)
  return (
    <div className="src">
      <ImbalanceBanner onLook={() => setFilter({ text: '', onlyTrouble: true, hour: null })} />
      <JournalLine />
      <Dependencies />
      <div className="src__columns">
        <LedgerPart field={field} filter={filter} onFilter={setFilter} />
        <RecordsPart />
      </div>
    </div>
  )
}
