import { useMemo, useState, type RefObject } from 'react'
import { useUnits } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { SearchField } from '../parts/SearchField.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { useUnitSummaries } from './useUnitSummaries.ts'
import { orderUnits, unitColumns, unitFigures, type UnitFigures, type UnitOrder } from './unitFigures.ts'

/** Every unit in one line, sortable; choosing one shows its figures beside. The city stands first, whatever the order. */
export function UnitTable(props: {
  city: UnitFigures
  chosen: string
  onChoose: (code: string) => void
  field: RefObject<HTMLInputElement | null>
}) {
  const { t } = useText('desk')
  const format = useFormat()
  const { city, chosen, onChoose, field } = props
  const units = useUnits()
  const [text, setText] = useState('')
  const [order, setOrder] = useState<UnitOrder>({ column: 'overdue', down: true })
  const parts = useMemo(() => units.data?.items.filter(({ parent }) => parent !== null), [units.data])
  const codes = useMemo(() => parts?.map(({ code }) => code), [parts])
  const summaries = useUnitSummaries(codes)
  const lines = useMemo(
    () =>
      orderUnits(
        (parts ?? []).map(({ code, name, type }) =>
          unitFigures({ code, name, type }, summaries.data?.get(code)),
        ),
        text,
        order,
      ),
    [parts, summaries.data, text, order],
  )
  return (
    <section className="desk-card dos-units" aria-label={t('dossiers.units')}>
      <div className="dos-units__filters">
        <SearchField
          value={text}
          placeholder={t('dossiers.unitPlaceholder')}
          onChange={setText}
          field={field}
        />
        <span className="desk-note" role="status">
          {parts &&
            t('dossiers.unitCount', {
              shown: format.number(lines.length),
              total: format.number(parts.length),
            })}
        </span>
      </div>
      <StaleAnswer query={summaries} />
      <Loaded query={units} what={t('dossiers.unitsWhat')} lines={12}>
        {() => (
          <div className="desk-scroll" tabIndex={0} role="region" aria-label={t('dossiers.units')}>
            <table className="desk-table dos-table">
              <thead>
                <tr>
                  {unitColumns.map((column) => (
                    <th
                      key={column}
                      scope="col"
                      className={column === 'unit' ? undefined : 'is-number'}
                      aria-sort={order.column === column ? (order.down ? 'descending' : 'ascending') : 'none'}
                      title={column === 'unit' ? undefined : t(`dossiers.columnHint.${column}`)}
                    >
                      <button
                        type="button"
                        onClick={() =>
                          setOrder({
                            column,
                            down: order.column === column ? !order.down : column !== 'unit',
                          })
                        }
                      >
                        {t(`dossiers.column.${column}`)}
                        <span className="dos-table__arrow" aria-hidden="true">
                          {order.column === column ? (order.down ? '▾' : '▴') : ''}
                        </span>
                      </button>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                <Line line={city} chosen={chosen === city.code} onChoose={onChoose} />
                {lines.map((line) => (
                  <Line key={line.code} line={line} chosen={chosen === line.code} onChoose={onChoose} />
                ))}
              </tbody>
            </table>
            {lines.length === 0 && text !== '' && <EmptyState title={t('dossiers.noUnit')} />}
          </div>
        )}
      </Loaded>
    </section>
  )
}

function Line(props: { line: UnitFigures; chosen: boolean; onChoose: (code: string) => void }) {
  const { t } = useText('desk')
  const format = useFormat()
  const { line, chosen, onChoose } = props
  const count = (value: number | null) => (value === null ? '–' : format.number(value))
  const rate = (value: number | null) => (value === null ? '–' : format.percent(value))
  return (
    <tr
      className={cx(chosen && 'is-chosen', line.code === '01' && 'is-city')}
      onClick={() => onChoose(line.code)}
    >
      <th scope="row">
        <button type="button" aria-pressed={chosen}>
          {line.name}{' '}
          {line.type && (
            <small>{t(`unitKind.${line.type}` as 'unitKind.xã', { defaultValue: line.type })}</small>
          )}
        </button>
      </th>
      <td className="is-number num">{count(line.received)}</td>
      <td className="is-number num">{count(line.ended)}</td>
      <td className="is-number num">{rate(line.onTime)}</td>
      <td className="is-number num">{count(line.open)}</td>
      <td className={cx('is-number num', (line.overdue ?? 0) > 0 ? 'is-alarm' : 'is-zero')}>
        {count(line.overdue)}
      </td>
      <td className="is-number num">{rate(line.online)}</td>
    </tr>
  )
}
