/** Whether a text is a filter that MQTT allows (MQTT 5, 4.7.1): `+` and `#` fill a whole level, `#` is the last. */
export function isTopicFilter(filter: string): boolean {
  const levels = filter.split('/')
  return (
    filter !== '' &&
    !filter.includes('\0') &&
    levels.every((level, i) =>
      level.includes('#') ? level === '#' && i === levels.length - 1 : !level.includes('+') || level === '+',
    )
  )
}

/** Whether a topic matches a filter (MQTT 5, 4.7). */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/')
  const levels = topic.split('/')
  for (const [i, level] of wanted.entries()) {
    if (level === '#') return true
    if (levels[i] === undefined || (level !== '+' && level !== levels[i])) return false
  }
  return wanted.length === levels.length
}
