import { useMemo, useSyncExternalStore } from 'react'
import { stageSize, type StageSize, type WallSettings } from './wallSettings.ts'

function onResize(listener: () => void): () => void {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

/** The stage's sizes for this window; follows its size. */
export function useStageSize({ distanceM, panelWidthMm }: WallSettings): StageSize {
  const width = useSyncExternalStore(onResize, () => innerWidth)
  const height = useSyncExternalStore(onResize, () => innerHeight)
  return useMemo(
    () => stageSize({ distanceM, panelWidthMm }, { width, height }),
    [distanceM, panelWidthMm, width, height],
  )
}
