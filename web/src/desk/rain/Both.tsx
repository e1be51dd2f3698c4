import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'

/** A figure of confirmed rain, mm; unknown is a dash. `standing`: with suspect rain (flag 3), where it is larger. */
export function Both(props: { value: number | null; standing: number | null | undefined }) {
  const format = useFormat()
  const { value, standing } = props
  return (
    <>
      {value === null ? '–' : format.number(value, 1)}
      <Larger value={value} standing={standing} />
    </>
  )
}

/** The figure with suspect rain below the confirmed one, hatched, its mark in words as title; nothing where it is no larger. */
export function Larger(props: {
  value: number | null
  standing: number | null | undefined
  decimals?: number
}) {
  const { t } = useText('common')
  const format = useFormat()
  const { value, standing, decimals = 1 } = props
  if (standing === null || standing === undefined || standing <= (value ?? 0)) return null
  return (
    <small className="ui-unconfirmed rn-larger" title={t('risk.unconfirmed')}>
      {format.number(standing, decimals)}
      <span className="visually-hidden"> {t('risk.unconfirmed')}</span>
    </small>
  )
}
