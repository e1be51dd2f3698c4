import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import { flag as flags } from '@city/domain/quality/flag.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import { Card } from '../parts/Card.tsx'
import { shownParameters } from '../stations/shownParameters.ts'
import { unitsText } from '../stations/unitsText.ts'
import { LimitLines } from './LimitLines.tsx'
import { useLimits } from './useLimits.ts'
import { usePageText } from './usePageText.ts'

const words = ['1', '2', '3', '4', '9'] as const

/** Every parameter now: value, unit, flag, age, and how far it is from its limit. A row chooses what the charts show. */
export function NowCard(props: {
  station: LiveStation
  chosen: string
  onChoose: (parameter: string) => void
}) {
  const t = usePageText()
  const { t: desk } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const { station, chosen, onChoose } = props
  const { latest, time, interval_s: intervalS, domain } = station
  const freshness = freshnessOf(time, intervalS, useServerNow())
  const limits = useLimits(station)
  return (
    <Card title={t('now.title')} className="sp__now" note={t(`now.note.${domain}`)}>
      <table className={cx('desk-table st-now', `is-${freshness}`)}>
        <thead>
          <tr>
            <th scope="col">{t('now.parameter')}</th>
            <th scope="col" className="is-number" colSpan={2}>
              {t('now.value')}
            </th>
            <th scope="col">{t('now.flag')}</th>
            <th scope="col" className="is-number">
              {t('now.age')}
            </th>
            <th scope="col">{t('now.limit')}</th>
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
                    aria-label={desk('now.showChart', { name: name[language] })}
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
                    ? latest && desk('now.absent')
                    : desk(`flagWord.${words.find((one) => one === String(quality)) ?? '2'}`)}
                </td>
                <td className="is-number st-now__age">
                  {value === undefined ? '–' : <Age at={time} form="short" />}
                </td>
                <td className="sp-limits">
                  <LimitLines
                    lines={limits.get(id) ?? []}
                    limited={domain === 'air' && aqiParameters.some((one) => one === id)}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
