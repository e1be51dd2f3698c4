/** How deep a decoded payload is looked into; deeper ones are no payload of a device. */
const deepest = 5

/** Names (`a.b` for b inside a) and values of everything in an object that is no object itself. */
export function leavesOf(
  value: Readonly<Record<string, unknown>>,
  prefix = '',
  depth = 1,
): [string, unknown][] {
  return Object.entries(value).flatMap(([name, inner]): [string, unknown][] =>
    isRecord(inner)
      ? depth < deepest
        ? leavesOf(inner, `${prefix}${name}.`, depth + 1)
        : []
      : [[prefix + name, inner]],
  )
}

/** The value of such a name; a member that is named so, dots included, goes first. */
export function leafOf(value: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(value, name)) return value[name]
  let at: unknown = value
  for (const part of name.split('.')) {
    if (!isRecord(at) || !Object.hasOwn(at, part)) return undefined
    at = at[part]
  }
  return at
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
