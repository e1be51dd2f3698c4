import type { ReactNode } from 'react'
import { Switch as AriaSwitch } from 'react-aria-components'
import './controls.css'

/** On or off, with its text beside it. */
export function Switch(props: { isSelected: boolean; onChange: (on: boolean) => void; children: ReactNode }) {
  return (
    <AriaSwitch className="ui-switch" isSelected={props.isSelected} onChange={props.onChange}>
      <span className="ui-switch__track" aria-hidden="true">
        <span className="ui-switch__knob" />
      </span>
      {props.children}
    </AriaSwitch>
  )
}
