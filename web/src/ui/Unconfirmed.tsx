import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import './value.css'

/** "+ 80,0 mm chưa kiểm chứng": suspect rain beside a confirmed amount; nothing where there is none. */
export function Unconfirmed({ mm }: { mm: number }) {
  const { t } = useText('common')
  const format = useFormat()
  if (mm <= 0) return null
  return (
    <small className="ui-unconfirmed">
      {t('rain.plusUnconfirmed', { mm: format.quantity(mm, 'mm', 1) })}
    </small>
  )
}
