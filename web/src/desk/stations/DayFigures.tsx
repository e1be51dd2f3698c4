import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import type { WindowFigures } from './windowFigures.ts'

/** Lowest, mean or total, highest of what the chart shows; how many values, and how many are in doubt. */
export function DayFigures(props: { figures: WindowFigures; unit: string; decimals: number }) {
  const { t } = useText('desk')
  const format = useFormat()
  const { figures, unit, decimals } = props
  const { min, mean, max, sum, count, suspect, failed } = figures
  const write = (value: number) => format.number(value, decimals)
  return (
    <dl className="st-figures">
      <Figure name={t('chart.min')} text={write(min)} unit={unit} />
      {sum !== null ? (
        <Figure name={t('chart.sum')} text={write(sum)} unit={unit} />
      ) : (
        <Figure name={t('chart.mean')} text={mean === null ? '–' : write(mean)} unit={unit} />
      )}
      <Figure name={t('chart.max')} text={write(max)} unit={unit} />
      <Figure name={t('chart.count')} text={format.number(count)} quiet />
      <Figure
        name={t('chart.flagged')}
        hint={t('chart.flaggedHint')}
        text={`${format.number(suspect)} / ${format.number(failed)}`}
        quiet={suspect + failed === 0}
      />
    </dl>
  )
}

function Figure(props: { name: string; text: string; unit?: string; hint?: string; quiet?: boolean }) {
  return (
    <div className={cx(props.quiet && 'is-quiet')} title={props.hint}>
      <dt>{props.name}</dt>
      <dd className="num">
        {props.text} {props.unit && <small>{props.unit}</small>}
      </dd>
    </div>
  )
}
