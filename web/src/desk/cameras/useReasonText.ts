import { useText } from '../../i18n/i18n.ts'

/** Says a camera's reason in words; a reason unknown here is shown as it came. */
export function useReasonText(): (reason: string) => string {
  const { t } = useText('common')
  return (reason) => t(`camera.reason.${reason}` as 'camera.reason.timeout', { defaultValue: reason })
}
