import { flag as flags } from '@city/domain/quality/flag.ts'
import type { Freshness } from '@city/domain/station/freshness.ts'
import type { ReactNode } from 'react'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import type { shownParameters } from './shownParameters.ts'
import { unitsText } from './unitsText.ts'

const words = ['1', '2', '3', '4', '9'] as const

/** One parameter of a station in its newest reading: name, value, unit, flag in words, age. `children`: further cells. */
export function ParameterRow(props: {
  station: LiveStation
  parameter: ReturnType<typeof shownParameters>[number]
  freshness: Freshness
  isChosen: boolean
  onChoose: (parameter: string) => void
  children?: ReactNode
}) {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const { freshness, isChosen, onChoose, children } = props
  const { latest, time } = props.station
  const { id, name, unit, decimals } = props.parameter
  const value = latest?.values[id]
  const quality = value === undefined ? undefined : (latest?.flags[id] ?? flags.good)
  const shown = value !== undefined && freshness !== 'silent' && quality !== flags.missing
  return (
    <tr
      className={cx(isChosen && 'is-chosen', quality !== undefined && `is-flag-${quality}`)}
      onClick={() => onChoose(id)}
    >
      <th scope="row">
        <button
          type="button"
          aria-pressed={isChosen}
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
      <td className="is-number st-now__age">{value === undefined ? '–' : <Age at={time} form="short" />}</td>
      {children}
    </tr>
  )
}
