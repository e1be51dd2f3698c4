import type { Fact } from '../fact.ts'
import { FactBlock } from '../parts/FactBlock.tsx'

/** Facts as large lines, for walls that are read from far away. */
export function FactPage(props: { facts: readonly Fact[] }) {
  return (
    <div className="wall-page">
      {props.facts.map((fact) => (
        <FactBlock key={fact.id} fact={fact} size={1.15} aged />
      ))}
    </div>
  )
}
