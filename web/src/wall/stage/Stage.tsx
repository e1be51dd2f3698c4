import type { ReactNode } from 'react'
import { useFromClock } from '../scene/useScenePlace.ts'
import { shiftOf, shiftStep } from './pixelShift.ts'
import type { StageSize } from './wallSettings.ts'

/** The whole screen: sizes by role as custom properties, a safe margin, and a slow walk against burn-in. */
export function Stage(props: { size: StageSize; className?: string; children: ReactNode }) {
  const { size } = props
  const [x, y] = shiftOf(useFromClock(shiftStep))
  return (
    <div
      className={props.className ?? 'wall'}
      style={{
        '--u': `${size.unit}px`,
        '--label': `${size.label}px`,
        '--value': `${size.value}px`,
        '--headline': `${size.headline}px`,
        transform: `translate(${x * size.unit}px, ${y * size.unit}px)`,
      }}
    >
      {props.children}
    </div>
  )
}
