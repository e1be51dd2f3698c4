import { useMemo } from 'react'
import { useFlood } from '../../api/queries.ts'
import { useServerNow } from '../../live/useLive.ts'
import { floodRisksOf, type FloodRisks } from './floodRisks.ts'

/** The risk of each flood point now; null when nobody knows it, because no answer came or the last one is old; undefined
 *  while the first one is on its way. */
export function useFloodRisks(enabled = true): FloodRisks | null | undefined {
  const { data, failureReason, error } = useFlood(enabled)
  const now = useServerNow(60_000)
  const failed = Boolean(error ?? failureReason)
  return useMemo(() => (data ? floodRisksOf(data, now) : failed ? null : undefined), [data, now, failed])
}
