import type { UseQueryResult } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/i18n.ts'
import { live } from '../live/live.ts'
import { ErrorState } from './ErrorState.tsx'
import { Skeleton } from './Skeleton.tsx'

/** An answer, or what stands in its place: a skeleton while it comes, the fault and since when if it does not come.
 *  An answer once received stays while newer ones fail: its age says how old it is. */
export function Loaded<Answer>(props: {
  query: UseQueryResult<Answer>
  /** the thing, in the page's language, for "could not load …" */
  what: string
  lines?: number
  children: (answer: Answer) => ReactNode
}) {
  const { t } = useText('common')
  const [since, setSince] = useState<number | null>(null)
  const { data, failureReason, error, refetch } = props.query
  const fault = error ?? failureReason
  const failing = Boolean(fault)
  if (failing !== (since !== null)) setSince(failing ? live.clock.now() : null)
  if (data !== undefined) return props.children(data)
  if (fault)
    return <ErrorState what={props.what} error={fault} since={since} onRetry={() => void refetch()} />
  return <Skeleton lines={props.lines ?? 3} label={t('loading')} />
}
