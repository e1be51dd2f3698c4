import { useMemo } from 'react'
import { useStation } from '../live/useLive.ts'
import { layers, type Address, type LayerName } from './address.ts'

/** The layers on the map: those chosen, else air, in a storm rain and flooding; and always that of what is open. */
export function useShownLayers(address: Address, storm: boolean): readonly LayerName[] {
  const domain = useStation(address.station ?? '')?.domain
  const { layers: chosen, camera } = address
  return useMemo(() => {
    const wanted: readonly LayerName[] = chosen ?? (storm ? ['rain', 'flood'] : ['air'])
    return layers.filter(
      (one) => wanted.includes(one) || one === domain || (one === 'cameras' && camera !== null),
    )
  }, [chosen, storm, domain, camera])
}
