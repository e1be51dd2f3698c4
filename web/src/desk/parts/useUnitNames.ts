import { useCallback, useMemo } from 'react'
import { useUnits } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'

/** Gives the name of a unit with its kind ("phường Láng", "Láng ward"); undefined while unknown. */
export function useUnitNames(): (code: string | null) => string | undefined {
  const { t } = useText('desk')
  const { data } = useUnits()
  const names = useMemo(
    () =>
      new Map(
        data?.items.map(({ code, type, name }) => [
          code,
          t(`unitNamed.${type}` as 'unitNamed.xã', { name, defaultValue: `${type} ${name}` }),
        ]),
      ),
    [data, t],
  )
  return useCallback((code) => (code === null ? undefined : names.get(code)), [names])
}
