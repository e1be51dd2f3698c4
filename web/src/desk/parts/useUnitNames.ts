import { useCallback, useMemo } from 'react'
import { useUnits } from '../../api/queries.ts'

/** Gives the name of a unit with its kind ("phường Láng"); undefined while unknown. */
export function useUnitNames(): (code: string | null) => string | undefined {
  const { data } = useUnits()
  const names = useMemo(
    () => new Map(data?.items.map(({ code, type, name }) => [code, `${type} ${name}`])),
    [data],
  )
  return useCallback((code) => (code === null ? undefined : names.get(code)), [names])
}
