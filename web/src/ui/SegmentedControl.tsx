import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import './controls.css'

/** One choice out of a few, all visible. `label` is read out, not shown. */
export function SegmentedControl<Value extends string>(props: {
  label: string
  value: Value
  options: readonly { value: Value; text: ReactNode; label?: string }[]
  onChange: (value: Value) => void
}) {
  return (
    <ToggleButtonGroup
      className="ui-segments"
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={(keys) => {
        const chosen = props.options.find(({ value }) => keys.has(value))
        if (chosen) props.onChange(chosen.value)
      }}
    >
      {props.options.map(({ value, text, label }) => (
        <ToggleButton key={value} id={value} className="ui-segment" {...(label && { 'aria-label': label })}>
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
