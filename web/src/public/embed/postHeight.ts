/** Name of the message that tells the page around how high the map wants to be; embed.js knows it too. */
export const heightMessage = 'city-map-height'

/** Height of the map for a width, CSS px: wide enough to read, never higher than a screen. */
export function mapHeightFor(width: number): number {
  return Math.round(Math.min(560, Math.max(340, width * 0.62)))
}

/** Tells the page around how high `root` wants to be, whenever its width or its lines change. The height holds
 *  nothing secret, so any page may hear it; the listener checks the sender.
 *  @returns a function that stops it */
export function postHeight(root: HTMLElement): () => void {
  if (window.parent === window) return () => {}
  let last = 0
  const tell = () => {
    const parts = root.querySelectorAll<HTMLElement>('.embed__head, .embed__foot')
    const lines = [...parts].reduce((sum, part) => sum + part.offsetHeight, 0)
    const height = lines + mapHeightFor(root.clientWidth)
    if (height === last) return
    last = height
    window.parent.postMessage({ type: heightMessage, height }, '*')
  }
  const observer = new ResizeObserver(tell)
  observer.observe(root)
  for (const part of root.children) observer.observe(part)
  return () => observer.disconnect()
}
