import { flag as flags } from '@city/domain/quality/flag.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import { shownParameters } from './shownParameters.ts'
import { unitsText } from './unitsText.ts'

const words = ['1', '2', '3', '4', '9'] as const

/** Every parameter of a station in its newest reading: value, unit, flag in words, age. A row chooses what the chart shows. */
export function ParametersTable(props: {
  station: LiveStation
  chosen: string
  onChoose: (parameter: string) => void
}) {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const { station, chosen, onChoose } = props
  const { latest, time, interval_s: intervalS } = station
  const freshness = freshnessOf(time, intervalS, useServerNow())
  return (
    <table className={cx('desk-table st-now', `is-${freshness}`)}>
      <thead>
        <tr>
          <th scope="col">{t('now.parameter')}</th>
          <th scope="col" className="is-number">
            {t('now.value')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('chart.parameter')}</span>
          </th>
          <th scope="col">{t('now.flag')}</th>
          <th scope="col" className="is-number">
            {t('now.age')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shownParameters(station).map(({ id, name, unit, decimals }) => {
          const value = latest?.values[id]
          const quality = value === undefined ? undefined : (latest?.flags[id] ?? flags.good)
          const shown = value !== undefined && freshness !== 'silent' && quality !== flags.missing
          return (
            <tr
              key={id}
              className={cx(id === chosen && 'is-chosen', quality !== undefined && `is-flag-${quality}`)}
              onClick={() => onChoose(id)}
            >
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={id === chosen}
                  aria-label={t('now.showChart', { name: name[language] })}
                >
                  {name[language]}
                </button>
              </th>
              <td className="is-number">
                <span className="st-now__value num">{shown ? format.number(value, decimals) : '–'}</span>
              </td>
              <td className="st-now__unit">{unitsText(unit)}</td>
              <td className="st-now__flag">
                {quality === undefined
                  ? latest && t('now.absent')
                  : t(`flagWord.${words.find((one) => one === String(quality)) ?? '2'}`)}
              </td>
              <td className="is-number st-now__age">
                {value === undefined ? '–' : <Age at={time} form="short" />}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
