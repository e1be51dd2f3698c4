import { useMemo } from 'react'
import { useOutlines } from '../../api/queries.ts'
import { oxygenClassOf } from '../../domainView/oxygenClass.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { smoothLine, type Position } from '../../map/smoothLine.ts'
import { cx } from '../../ui/cx.ts'
import { labelSide } from './labelSide.ts'
import { isHeard, type LakePoint } from './lakePoints.ts'
import { lakePlane } from './lakePlane.ts'
import { useLakeText } from './useLakeText.ts'

const labelPlaces = {
  right: { x: 26, y: 0, anchor: 'start' },
  left: { x: -26, y: 0, anchor: 'end' },
  below: { x: 0, y: 30, anchor: 'middle' },
  above: { x: 0, y: -30, anchor: 'middle' },
} as const

/** The lake with its points: colour and letter by class, the number inside; without new data neither colour nor number
 *  of now. The chosen and the lowest point carry their name. */
export function LakeMap(props: {
  points: readonly LakePoint[]
  lowest: string | null
  chosen: string | null
  onChoose: (id: string) => void
}) {
  const t = useLakeText()
  const language = useLanguage()
  const format = useFormat()
  const { points, lowest, chosen, onChoose } = props
  const outlines = useOutlines('west-lake').data
  const rings = useMemo(
    () =>
      (outlines?.features ?? []).flatMap(({ properties: { id }, geometry }) =>
        geometry.type === 'Polygon' && (id === 'lake-ho-tay' || id === 'lake-truc-bach')
          ? [{ id, ring: smoothLine((geometry.coordinates[0] ?? []) as Position[], true) }]
          : [],
      ),
    [outlines],
  )
  const plane = useMemo(
    () =>
      lakePlane([...rings.flatMap(({ ring }) => ring), ...points.map(({ lon, lat }) => [lon, lat] as const)]),
    [rings, points],
  )
  const path = (ring: readonly Position[]) =>
    `M${ring
      .map(([lon, lat]) =>
        plane
          .at(lon, lat)
          .map((px) => px.toFixed(1))
          .join(' '),
      )
      .join('L')}Z`
  // The chosen and the lowest last: what is drawn last lies on top.
  const rank = ({ id }: LakePoint) => (id === chosen ? 2 : id === lowest ? 1 : 0)
  return (
    <svg
      className="lk-map"
      viewBox={`0 0 ${plane.width} ${plane.height}`}
      role="group"
      aria-label={t('mapLabel')}
    >
      {rings.map(({ id, ring }) => (
        <path key={id} className="lk-map__water" d={path(ring)} />
      ))}
      {points
        .toSorted((a, b) => rank(a) - rank(b))
        .map((point) => {
          const { id, name, do: oxygen, lat, lon, flags } = point
          const heard = isHeard(point) && oxygen !== null
          const [x, y] = plane.at(lon, lat)
          const code = heard ? oxygenClassOf(oxygen) : null
          const value = heard ? format.number(oxygen, 1) : '–'
          const label = heard
            ? t('mark', { name: name[language], value: format.quantity(oxygen, 'mg/L', 1) })
            : t('markNone', { name: name[language] })
          const named = id === chosen || id === lowest
          const others = named
            ? points
                .filter((other) => other.id !== id)
                .map((other) => plane.at(other.lon, other.lat))
                .map(([otherX, otherY]) => ({ x: otherX, y: otherY }))
            : []
          const shown = shortLabel(name[language])
          const side = labelSide({ x, y }, shown.length, others, plane.width)
          return (
            <g
              key={id}
              className={cx('lk-mark', !heard && 'is-none', id === chosen && 'is-chosen')}
              transform={`translate(${x} ${y})`}
              role="button"
              tabIndex={0}
              aria-label={label}
              aria-pressed={id === chosen}
              onClick={() => onChoose(id)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return
                event.preventDefault()
                onChoose(id)
              }}
            >
              <title>{label}</title>
              <circle
                r={19}
                className="lk-mark__disc"
                style={code ? { fill: `var(--oxygen-${code})` } : undefined}
              />
              {heard && (flags.do ?? 1) === 3 && <circle r={19} fill="url(#hatch)" />}
              <text
                className="lk-mark__value"
                y={code ? -2 : 0}
                style={code ? { fill: `var(--oxygen-${code}-ink)` } : undefined}
              >
                {value}
              </text>
              {code && (
                <text className="lk-mark__class" y={11} style={{ fill: `var(--oxygen-${code}-ink)` }}>
                  {t(`classShort.${code}`)}
                </text>
              )}
              {named && (
                <text
                  className="lk-mark__name"
                  x={labelPlaces[side].x}
                  y={labelPlaces[side].y}
                  style={{ textAnchor: labelPlaces[side].anchor }}
                >
                  {shown}
                </text>
              )}
            </g>
          )
        })}
    </svg>
  )
}

const longest = 36

/** A name that fits beside its mark; the whole one is its title. */
function shortLabel(name: string): string {
  return name.length <= longest ? name : `${name.slice(0, longest - 1).trimEnd()}…`
}
