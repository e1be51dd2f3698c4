import type { WqiPoint } from '@city/domain/api/water.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { cx } from '../../ui/cx.ts'
import { useLakeText } from './useLakeText.ts'

/** Sub-indices of one hour, smallest first and pointed out, each with its mean and how many readings it rests on; then
 *  what was measured and does not enter. */
export function WqiTable({ point, station }: { point: WqiPoint; station: LiveStation }) {
  const t = useLakeText()
  const language = useLanguage()
  const format = useFormat()
  const { sub_indices: sub, explain } = point
  const rows = Object.entries(sub).toSorted((a, b) => a[1] - b[1])
  const nameOf = (id: string) => findParameter(station.domain, id)?.name[language] ?? id
  if (rows.length === 0 && explain.left_out.length === 0) return null
  return (
    <table className="desk-table lk-subs">
      <thead>
        <tr>
          <th scope="col">{t('wqi.parameter')}</th>
          <th scope="col" className="is-number">
            {t('wqi.mean')}
          </th>
          <th scope="col" className="is-number">
            {t('wqi.readings')}
          </th>
          <th scope="col" colSpan={2}>
            {t('wqi.sub')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([id, value], place) => {
          const parameter = findParameter(station.domain, id)
          const mean = explain.means[id]
          // Saturation is computed of the readings of dissolved oxygen.
          const readings = explain.readings[id] ?? (id === 'do_sat' ? explain.readings.do : undefined)
          return (
            <tr key={id} className={cx(place === 0 && 'is-chosen')}>
              <th scope="row">
                {nameOf(id)} {place === 0 && rows.length > 1 && <small>{t('wqi.smallest')}</small>}
              </th>
              <td className="is-number num">
                {mean === undefined
                  ? '–'
                  : format.quantity(mean, parameter?.unit ?? '', parameter?.decimals ?? 2)}
              </td>
              <td className="is-number num">{readings ?? '–'}</td>
              <td className="is-number num">
                <b>{value}</b>
              </td>
              <td className="lk-subs__bar" aria-hidden="true">
                <i style={{ width: `${Math.max(1, value)}%` }} />
              </td>
            </tr>
          )
        })}
        {explain.left_out.map(({ parameter, count, needed, why }) => (
          <tr key={parameter} className="is-out">
            <th scope="row">{nameOf(parameter)}</th>
            <td />
            <td className="is-number num">
              {count}/{needed}
            </td>
            <td colSpan={2}>
              <small>{why[language]}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
