import type { Domain } from '@city/domain/station/station.ts'
import { useText } from '../../i18n/i18n.ts'
import { Legend } from '../../map/Legend.tsx'

/** The legend behind one button, so that the map keeps its room. */
export function MapLegend({ domains }: { domains: readonly Domain[] }) {
  const { t } = useText('desk')
  return (
    <details className="desk-legend">
      <summary>{t('legend')}</summary>
      <Legend domains={domains} />
    </details>
  )
}
