import type { Revision } from '@city/domain/api/schemas.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { useValueText } from '../parts/RevisedValue.tsx'

/** Says what was corrected of a point: when and what stood there before; of a window, how many values.
 *  Undefined where nothing was. @param windows the points are windows, not readings */
export function useRevisionNote(
  domain: Domain,
  windows: boolean,
): (revisions: readonly Revision[] | undefined) => string | undefined {
  const { t } = useText('desk')
  const format = useFormat()
  const now = useServerNow(60_000)
  const valueText = useValueText()
  return (revisions) => {
    const newest = revisions?.[0]
    if (!newest) return undefined
    if (windows) {
      const n = new Set(revisions.map(({ time }) => time)).size
      return t('sources.revisions.markWindow', { count: n, n: format.number(n) })
    }
    return t('sources.revisions.mark', {
      time: format.moment(Date.parse(newest.revised_at), now),
      old: valueText(domain, newest.parameter, newest.old),
    })
  }
}
