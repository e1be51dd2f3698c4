import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { cx } from '../../ui/cx.ts'
import { Icon, type IconName } from '../Icon.tsx'
import './answers.css'

/** One answer: what it is about, the answer in words, what stands behind it, its age. The whole card can be pressed;
 *  `action` says where that leads. `big`: the first and most important one. */
export function Answer(props: {
  icon: IconName
  title: string
  headline: ReactNode
  mark?: ReactNode
  children?: ReactNode
  age?: ReactNode
  action?: { text: string; onPress: () => void }
  look?: 'calm' | 'alarm'
  big?: boolean
}) {
  const { action, look = 'calm', big = false } = props
  return (
    <section className={cx('answer', `answer--${look}`, big && 'answer--big')} aria-label={props.title}>
      <header className="answer__head">
        <Icon name={props.icon} />
        <h2 className="answer__title">{props.title}</h2>
        {props.age && <span className="answer__age">{props.age}</span>}
      </header>
      <div className="answer__main">
        {props.mark && <div className="answer__mark">{props.mark}</div>}
        <div className="answer__words">
          <p className="answer__headline">{props.headline}</p>
          {!big && props.children}
        </div>
        {action && (
          <Button className="answer__go" aria-label={action.text} onPress={action.onPress}>
            <Icon name="next" />
          </Button>
        )}
      </div>
      {big && props.children}
    </section>
  )
}
