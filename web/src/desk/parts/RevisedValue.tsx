import { findParameter } from '@city/domain/station/parameter.ts'
import type { Domain } from '@city/domain/station/station.ts'
import type { Revision } from '@city/domain/api/schemas.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'

/** Writes a value of a parameter with its unit; "none" where there was none. */
export function useValueText(): (
  domain: Domain | undefined,
  parameter: string,
  value: number | null,
  withUnit?: boolean,
) => string {
  const { t } = useText('desk')
  const format = useFormat()
  return (domain, parameter, value, withUnit = true) => {
    if (value === null) return t('sources.revisions.absent')
    const known = domain && findParameter(domain, parameter)
    // A correction in a digit that is not shown would look like none.
    const decimals = Math.max(known?.decimals ?? 0, Math.min(4, decimalsOf(value)))
    return format.quantity(value, withUnit ? (known?.unit ?? '') : '', decimals)
  }
}

function decimalsOf(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0
}

/** What a correction changed: the old value struck, the new one, and the flags where they differ. */
export function RevisedValue({ revision, domain }: { revision: Revision; domain: Domain | undefined }) {
  const { t } = useText('desk')
  const valueText = useValueText()
  const { parameter, old, new: now, old_flag: oldFlag, new_flag: newFlag } = revision
  return (
    <span className="desk-revised num">
      <del>{valueText(domain, parameter, old, now === null)}</del> <span aria-hidden="true">→</span>
      <span className="visually-hidden"> {t('sources.revisions.becomes')} </span>{' '}
      <ins>{valueText(domain, parameter, now)}</ins>
      {oldFlag !== newFlag && (
        <small> {t('sources.revisions.flagged', { old: oldFlag, new: newFlag })}</small>
      )}
    </span>
  )
}
