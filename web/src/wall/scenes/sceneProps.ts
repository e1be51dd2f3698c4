import type { CityInfo } from '@city/domain/api/schemas.ts'
import type { Fact } from '../fact.ts'
import type { StageSize } from '../stage/wallSettings.ts'
import type { Pictures } from '../verdict.ts'

/** What every composed scene is given. */
export interface SceneProps {
  city: CityInfo
  size: StageSize
  pictures: Pictures
  facts: readonly Fact[]
}

/** The fact with this id; facts exist for every scene that asks. */
export function factNamed(facts: readonly Fact[], id: string): Fact {
  const fact = facts.find((one) => one.id === id)
  if (!fact) throw new Error(`no fact is called ${id}`)
  return fact
}
