import type { Fact, FactGroup } from '../fact.ts'
import { leading, safeMargin, type StageSize } from '../stage/wallSettings.ts'

/** A scene of a wall that is read from far away: the verdict, or some facts of one group of scenes. */
export interface FarScene {
  group: SceneGroup
  facts: readonly Fact[]
}

export type SceneGroup = 'overview' | 'air' | 'rain' | 'lake' | 'dossiers'

const sceneOf: Record<FactGroup, SceneGroup> = {
  air: 'air',
  rain: 'rain',
  flood: 'rain',
  lake: 'lake',
  cameras: 'lake',
  dossiers: 'dossiers',
}

/** How many facts (name, figure, note) stand under the header at these sizes; at least one. */
export function factsPerPage({ height, label, value, unit }: Omit<StageSize, 'near'>): number {
  const room = height * (1 - 2 * safeMargin) - value * leading - 60 * unit
  return Math.max(1, Math.floor(room / ((2 * label + 1.15 * value) * leading + 24 * unit)))
}

/** The verdict alone, then every fact in order, as many to a page as there is room for; groups do not mix. */
export function farScenes(facts: readonly Fact[], perPage: number): FarScene[] {
  const scenes: { group: SceneGroup; facts: Fact[] }[] = [{ group: 'overview', facts: [] }]
  for (const fact of facts) {
    const last = scenes.at(-1)
    if (last && last.group === sceneOf[fact.group] && last.facts.length < perPage) last.facts.push(fact)
    else scenes.push({ group: sceneOf[fact.group], facts: [fact] })
  }
  return scenes
}
