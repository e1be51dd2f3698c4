import type { HTMLInputTypeAttribute } from 'react'

/** A labelled field of a small form. */
export function Field(props: {
  label: string
  value: string
  onChange: (text: string) => void
  type?: HTMLInputTypeAttribute
  wide?: boolean
  maxLength?: number
}) {
  return (
    <label className={props.wide ? 'is-wide' : undefined}>
      {props.label}
      <input
        type={props.type ?? 'text'}
        value={props.value}
        required
        maxLength={props.maxLength}
        autoComplete="off"
        onChange={({ target }) => props.onChange(target.value)}
      />
    </label>
  )
}
