import { live } from '../../live/live.ts'
import { elapsedInScene, sceneMs } from '../scene/rotation.ts'

/** How many scenes there are, which one is on, and how long it still stays: a thin line. One scene alone needs none. */
export function Progress(props: { place: number; of: number; label: string }) {
  const { place, of } = props
  return (
    <div className="wall-progress" role="img" aria-label={props.label}>
      {of > 1 &&
        Array.from({ length: of }, (_, one) => (
          <i key={one === place ? `${one} on` : one} className={one === place ? 'is-on' : undefined}>
            {one === place && (
              <b
                style={{
                  animationDuration: `${sceneMs}ms`,
                  animationDelay: `${-elapsedInScene(live.clock.now())}ms`,
                }}
              />
            )}
          </i>
        ))}
    </div>
  )
}
