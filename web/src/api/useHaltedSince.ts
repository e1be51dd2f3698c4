import { useReadiness } from './useReadiness.ts'

/** Since when the server cannot reach the part that takes values in, ms; null while it can or nobody knows. */
export function useHaltedSince(): number | null {
  const ingest = useReadiness().data?.dependencies.find(({ name }) => name === 'ingest')
  return ingest?.state === 'away' ? Date.parse(ingest.since) : null
}
