import type { ReactNode } from 'react'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { flag as flags } from '@city/domain/quality/flag.ts'
import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useServerNow } from '../live/useLive.ts'
import { Age } from './Age.tsx'
import { cx } from './cx.ts'
import { FlagMark } from './FlagMark.tsx'
import './value.css'

/** A value that tells its unit, age and quality. Fresh: plain. Late: marked. Stale: value kept, colour removed, age shown.
 *  Silent: a dash and since when. Unknown is a dash, never zero.
 *  @param observedAt ms since 1970 UTC; null = never seen
 *  @param intervalS the station's nominal interval, seconds: freshness is judged by it */
export function FreshValue(props: {
  value: number | null | undefined
  unit?: string
  decimals?: number
  observedAt: number | null
  intervalS: number
  flag?: number | undefined
  label?: ReactNode
  size?: 's' | 'm' | 'l' | 'xl'
  /** `auto` (default): the age is written unless the value is fresh; `always`; `never` where it stands beside. */
  age?: 'auto' | 'always' | 'never'
}) {
  const { t } = useText('common')
  const format = useFormat()
  const freshness = freshnessOf(props.observedAt, props.intervalS, useServerNow())
  const { value, flag, size = 'm', age = 'auto' } = props
  const shown = value !== null && value !== undefined && freshness !== 'silent' && flag !== flags.missing
  const withAge = age === 'always' || (age === 'auto' && freshness !== 'fresh')
  return (
    <div
      className={cx(
        'ui-value',
        `ui-value--${size}`,
        `is-${freshness}`,
        flag === flags.suspect && 'is-suspect',
      )}
    >
      {props.label && <div className="ui-value__label">{props.label}</div>}
      <div className="ui-value__row">
        {shown ? (
          <>
            <span className="ui-value__number num">{format.number(value, props.decimals ?? 0)}</span>
            {props.unit && <span className="ui-value__unit">{props.unit}</span>}
          </>
        ) : (
          <span className="ui-value__number" role="img" aria-label={t('value.none')}>
            –
          </span>
        )}
        <FlagMark flag={flag} />
      </div>
      {withAge && <Age at={props.observedAt} freshness={freshness} />}
    </div>
  )
}
