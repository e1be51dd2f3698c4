/** Which rows of equal height are in view, with some above and below. `end` is exclusive. All lengths in px. */
export function virtualRange(
  view: { top: number; height: number },
  rowHeight: number,
  count: number,
  spare = 6,
): { start: number; end: number } {
  const start = Math.max(0, Math.floor(view.top / rowHeight) - spare)
  const end = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + spare)
  return { start: Math.min(start, end), end }
}

/** Where to scroll so that a row is seen: no move when it is, else just enough. */
export function scrollToSee(view: { top: number; height: number }, rowHeight: number, index: number): number {
  const top = index * rowHeight
  if (top < view.top) return top
  if (top + rowHeight > view.top + view.height) return top + rowHeight - view.height
  return view.top
}

/** The row that a key leads to; undefined for keys that are none of the list's. From no row, down is the first. */
export function rowAfterKey(
  key: string,
  index: number,
  count: number,
  rowsInView: number,
): number | undefined {
  if (count === 0) return undefined
  const page = Math.max(1, Math.floor(rowsInView) - 1)
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index === -1 ? count - 1 : index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  }
  const next = steps[key]
  return next === undefined ? undefined : Math.min(count - 1, Math.max(0, next))
}
