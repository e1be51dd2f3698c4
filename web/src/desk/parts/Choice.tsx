/** A small native menu with its label before it. */
export function Choice<Value extends string>(props: {
  label: string
  /** false: the label is read out, not shown */
  labelled?: boolean
  value: Value
  options: readonly { value: Value; text: string }[]
  onChange: (value: Value) => void
}) {
  const { labelled = true } = props
  return (
    <label className="desk-choice">
      <span className={labelled ? undefined : 'visually-hidden'}>{props.label}</span>
      <select
        value={props.value}
        onChange={(event) => {
          const chosen = props.options.find(({ value }) => value === event.target.value)
          if (chosen) props.onChange(chosen.value)
        }}
      >
        {props.options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
