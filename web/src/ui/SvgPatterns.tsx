/** Patterns that every SVG of the page may use: `url(#hatch)` for suspect values. Stands once, at the root. */
export function SvgPatterns() {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.6" height="5" fill="var(--hatch)" />
        </pattern>
      </defs>
    </svg>
  )
}
