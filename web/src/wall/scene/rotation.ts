/** How long one scene stays, ms. */
export const sceneMs = 20_000

/** Which of `count` scenes is on at `now`. Rests on the server's clock alone, so that all walls of a building show the
 *  same scene, and a wall that was reloaded goes on where the others are. */
export function placeAt(now: number, count: number, stayMs = sceneMs): number {
  return count <= 1 ? 0 : Math.floor(now / stayMs) % count
}

/** ms that the present scene has been on. */
export function elapsedInScene(now: number, stayMs = sceneMs): number {
  return ((now % stayMs) + stayMs) % stayMs
}

/** The scenes that take part: those of the group asked for by `?scene=`; in a storm those of `stormGroups`; else all.
 *  A group that does not exist asks for nothing. */
export function scenesToShow<Scene extends { group: string }>(
  all: readonly Scene[],
  asked: string | null,
  stormGroups: readonly string[],
): readonly Scene[] {
  const pinned = all.filter(({ group }) => group === asked)
  if (pinned.length > 0) return pinned
  const stormy = all.filter(({ group }) => stormGroups.includes(group))
  return stormy.length > 0 ? stormy : all
}
