import { flag as flags } from '@city/domain/quality/flag.ts'
import { useText } from '../i18n/i18n.ts'
import './value.css'

/** Mark of a value that did not pass its checks; nothing for good and not-evaluated values. Hatched, never hidden. */
export function FlagMark(props: { flag: number | undefined }) {
  const { t } = useText('common')
  if (props.flag !== flags.suspect && props.flag !== flags.fail) return null
  const name = props.flag === flags.suspect ? t('flag.suspect') : t('flag.fail')
  return (
    <span className="ui-flag" title={t('flag.suspectHint')}>
      {name}
    </span>
  )
}
