import type { UseQueryResult } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { TimeChartProps } from '../../charts/TimeChart.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'

/** Loaded when the first sheet opens: the page itself draws no chart. */
const TimeChart = lazy(() =>
  import('../../charts/TimeChart.tsx').then((chart) => ({ default: chart.TimeChart })),
)
const dayMs = 86_400_000
const chartHeightPx = 200
const chartSpace = `${chartHeightPx + 32}px`

/** The last 24 hours, or what stands in their place while they come or fail. */
export function SheetChart(
  props: { query: UseQueryResult<unknown>; what: string } & Omit<TimeChartProps, 'from' | 'to' | 'heightPx'>,
) {
  const { t } = useText('common')
  const now = useServerNow(60_000)
  const { query, what, ...chart } = props
  const waiting = <Skeleton height={chartSpace} label={t('loading')} />
  if (query.isPending && !query.failureReason) return waiting
  return (
    <Loaded query={query} what={what}>
      {() => (
        <Suspense fallback={waiting}>
          <TimeChart {...chart} from={now - dayMs} to={now} heightPx={chartHeightPx} />
        </Suspense>
      )}
    </Loaded>
  )
}
