import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { cx } from './cx.ts'
import './controls.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'className'> {
  /** `primary`: the one main act of a view; `quiet`: no frame until hovered; default `plain`. */
  look?: 'primary' | 'plain' | 'quiet'
  size?: 's' | 'm'
  className?: string
}

/** A button; `onPress` works for mouse, touch and keyboard. Needs an aria-label when it shows only an icon. */
export function Button({ look = 'plain', size = 'm', className, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={cx('ui-button', `ui-button--${look}`, `ui-button--${size}`, className)}
    />
  )
}
