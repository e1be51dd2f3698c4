import { useText } from '../../i18n/i18n.ts'

/** Says a source in words: "HTTP API, khóa 53efaceb". A source unknown here is shown as it came. */
export function useSourceText(): (source: string) => string {
  const { t } = useText('desk')
  return (source) => {
    const [kind = '', rest] = source.split(/:(.*)/s)
    if (kind === 'http') return rest ? t('sources.kind.httpKey', { key: rest }) : t('sources.kind.http')
    const known = t(`sources.kind.${kind}` as 'sources.kind.mqtt', { defaultValue: kind })
    return rest ? `${known}: ${rest}` : known
  }
}
