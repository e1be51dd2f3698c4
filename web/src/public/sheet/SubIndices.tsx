import { aqiParameters, bandOf } from '@city/domain/air/aqiTable.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import type { IndexState, StationProperties } from '@city/domain/api/schemas.ts'
import { levelOf } from '../../domainView/airBand.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { cx } from '../../ui/cx.ts'
import { LevelDots } from '../../ui/LevelDots.tsx'

/** Length of the bars: an index of 300 fills the row, so that everyday values can be told apart. */
const fullAt = 300

/** The index of every parameter, largest first and pointed out. */
export function SubIndices(props: {
  index: IndexState
  parameters: StationProperties['parameters']
  old: boolean
}) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const language = useLanguage()
  const { index, parameters, old } = props
  const rows = aqiParameters
    .flatMap((id) => {
      const value = index.sub_indices[id]
      return value === undefined ? [] : [{ id, value, band: bandOf(value) }]
    })
    .toSorted((a, b) => b.value - a.value)
  return (
    <ul className={cx('subindices', old && 'is-old')}>
      {rows.map(({ id, value, band }) => {
        const main = id === index.main
        return (
          <li key={id} className={cx('subindices__row', main && 'is-main')} data-band={band}>
            <span className="subindices__name">
              {(parameters.find((one) => one.id === id) ?? findParameter('air', id))?.name[language] ?? id}
            </span>
            <span className="subindices__track" aria-hidden="true">
              <i style={{ width: `${Math.max(2, Math.min(100, (value / fullAt) * 100))}%` }} />
            </span>
            <b className="num">{value}</b>
            <span className="subindices__band">
              {common(`aqi.band.${band}`)} <LevelDots level={levelOf(band)} of={6} />
            </span>
            {main && <span className="subindices__main">{t('sheet.main')}</span>}
          </li>
        )
      })}
    </ul>
  )
}
