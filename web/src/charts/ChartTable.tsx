import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { FlagMark } from '../ui/FlagMark.tsx'
import type { ChartRow } from './chartRows.ts'

/** The values of a chart as a table, newest first; gaps are written as gaps. */
export function ChartTable(props: {
  rows: readonly ChartRow[]
  write: (value: number) => string
  caption: string
  heightPx: number
}) {
  const { t } = useText('common')
  const format = useFormat()
  return (
    <div className="chart__table" style={{ height: props.heightPx }} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            <th scope="col">{t('chart.value')}</th>
            <th scope="col">{t('chart.flag')}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.toReversed().map((row) => (
            <tr key={row.time}>
              <td>{format.dateTime(row.time)}</td>
              <td>{row.value === null ? t('value.none') : props.write(row.value)}</td>
              <td>
                <FlagMark flag={row.flag} /> {row.note}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
