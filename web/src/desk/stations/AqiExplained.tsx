import { aqiParameters, bandOf } from '@city/domain/air/aqiTable.ts'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { cx } from '../../ui/cx.ts'
import { shownParameter } from './shownParameters.ts'

type Point = StationAqi['points'][number]

/** How the index of an hour or a day came about: every sub-index with what it rests on, the largest pointed out, missing
 *  hours, the formula, the method. */
export function AqiExplained(props: {
  point: Point
  station: LiveStation
  method: string
  kind?: StationAqi['kind']
}) {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const { point, station, method, kind = 'hour' } = props
  const { explain, sub_indices: sub } = point
  const largest = point.main ?? largestOf(sub)
  const rows = aqiParameters.filter((id) => explain.hours_used[id] !== undefined)
  const nameOf = (id: string) => shownParameter(station, id)?.name[language] ?? id
  const missing = rows.flatMap((id) => {
    const hours = explain.hours_missing[id] ?? []
    if (hours.length === 0) return []
    const times = hours.map((time) => format.time(Date.parse(time))).join(', ')
    return [t('aqi.missing', { parameter: nameOf(id), hours: times })]
  })
  return (
    <>
      <p className="st-aqi__text">{explain.text[language]}</p>
      {rows.length > 0 && (
        <table className="desk-table st-sub">
          <thead>
            <tr>
              <th scope="col">{t('aqi.parameter')}</th>
              <th scope="col" colSpan={2}>
                {t('aqi.sub')}
              </th>
              <th scope="col" className="is-number">
                {t('aqi.concentration')}
              </th>
              <th scope="col" className="is-number">
                {t('aqi.used')}
              </th>
              {kind === 'hour' && (
                <th scope="col" className="is-number">
                  {t('aqi.weight')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((id) => {
              const value = sub[id]
              const of =
                explain.hours_needed?.[id] ?? (kind === 'day' ? 24 : id === 'pm25' || id === 'pm10' ? 12 : 1)
              const unrounded = explain.sub_indices_unrounded?.[id]
              const eightHours = explain.concentrations[`${id}_8h`]
              const concentration = explain.concentrations[id]
              const weight = explain.weights[id]
              return (
                <tr key={id} className={cx(id === largest && 'is-chosen')}>
                  <th scope="row">
                    {nameOf(id)} {id === largest && <small>{t('aqi.largest')}</small>}
                  </th>
                  <td
                    className="is-number st-sub__value num"
                    title={
                      unrounded === undefined
                        ? undefined
                        : t('aqi.unrounded', { value: format.number(unrounded, 2) })
                    }
                  >
                    {value === undefined ? '–' : format.number(value)}
                  </td>
                  <td className="st-sub__bar" aria-hidden="true">
                    {value !== undefined && (
                      <i data-band={bandOf(value)} style={{ width: `${Math.min(100, value / 3)}%` }} />
                    )}
                  </td>
                  <td className="is-number num">
                    {concentration === undefined ? '–' : format.number(concentration, 1)}
                    {explain.over_range.includes(id) && <small> {t('aqi.over')}</small>}
                    {eightHours !== undefined && (
                      <small>
                        {' '}
                        {t('aqi.o3_8h')} {format.number(eightHours, 1)}
                      </small>
                    )}
                  </td>
                  <td className={cx('is-number num', (explain.hours_used[id] ?? 0) < of && 'is-warn')}>
                    {explain.hours_used[id] ?? 0}/{of}
                  </td>
                  {kind === 'hour' && (
                    <td className="is-number num">{weight === undefined ? '' : format.number(weight, 2)}</td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {point.aqi === null && Object.keys(sub).length > 0 && <p className="desk-note">{t('aqi.onlySub')}</p>}
      {explain.partial && explain.partial.length > 0 && (
        <p className="desk-note is-warn">
          {t('aqi.partial', { parameters: explain.partial.map(nameOf).join(', ') })}
        </p>
      )}
      {explain.formula && <p className="st-formula">{explain.formula[language]}</p>}
      {missing.map((line) => (
        <p key={line} className="desk-note is-warn">
          {line}
        </p>
      ))}
      <p className="desk-note">{t(kind === 'day' ? 'aqi.dayMethod' : 'aqi.method', { method })}</p>
    </>
  )
}

function largestOf(sub: Readonly<Record<string, number>>): string | undefined {
  return Object.entries(sub).toSorted((a, b) => b[1] - a[1])[0]?.[0]
}
