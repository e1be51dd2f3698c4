import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'

/** One choice or none out of a few, each with how many there are. Pressing the chosen one again clears it. */
export function FilterChips<Value extends string>(props: {
  label: string
  value: Value | null
  options: readonly { value: Value; text: string; count?: number; className?: string }[]
  onChange: (value: Value | null) => void
}) {
  const format = useFormat()
  return (
    <div className="desk-chips" role="group" aria-label={props.label}>
      {props.options.map(({ value, text, count, className }) => (
        <button
          key={value}
          type="button"
          className={cx('desk-chip', className, count === 0 && 'is-zero')}
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value === props.value ? null : value)}
        >
          {text}
          {count !== undefined && <span className="desk-chip__count num">{format.number(count)}</span>}
        </button>
      ))}
    </div>
  )
}
