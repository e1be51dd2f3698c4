import type { MarkerLook } from '../domainView/markerLook.ts'
import { cx } from '../ui/cx.ts'
import { markSvg } from './markSvg.ts'
import './map.css'

/** A mark outside the map, for legends and lists: the same drawing as on it. Not read out. */
export function Glyph(props: {
  look: Pick<MarkerLook, 'shape' | 'tone' | 'level' | 'levels' | 'suspect' | 'freshness'> & { calm?: boolean }
  text?: string
}) {
  const { look, text = '' } = props
  const tone = look.tone && look.tone !== 'lake' ? look.tone : null
  return (
    <span
      aria-hidden="true"
      className={cx(
        'mark mark--still',
        `mark--${look.shape}`,
        look.calm ? 'is-dot is-demoted' : 'is-badge',
        `is-${look.freshness}`,
        look.suspect && 'is-suspect',
        tone === 'risk' && 'is-risk',
      )}
      style={tone ? { '--fill': `var(--${tone})`, '--ink-on-fill': `var(--${tone}-ink)` } : undefined}
      dangerouslySetInnerHTML={{ __html: markSvg(look, text) }}
    />
  )
}
