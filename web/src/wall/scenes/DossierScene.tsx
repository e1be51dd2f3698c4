import { useFormat } from '../../i18n/useFormat.ts'
import { useIndicators, useServerNow } from '../../live/useLive.ts'
import { FactBlock } from '../parts/FactBlock.tsx'
import { WallAge } from '../parts/WallAge.tsx'
import { useWallText } from '../useWallText.ts'
import { factNamed, type SceneProps } from './sceneProps.ts'

const rates = [
  { id: 'dossiers-onTime', code: 'K04', figure: 'onTime' },
  { id: 'dossiers-onTime766', code: 'K05', figure: 'onTime766' },
  { id: 'dossiers-online', code: 'K02', figure: 'online' },
] as const
const counts = ['dossiers-received', 'dossiers-open', 'dossiers-overdue'] as const

/** Dossiers of the month to date: three rates against their targets, three counts. */
export function DossierScene({ pictures: { dossiers }, facts }: SceneProps) {
  const t = useWallText()
  const format = useFormat()
  const now = useServerNow()
  const indicators = useIndicators()
  return (
    <div className="wall-dossiers">
      {rates.map(({ id, code, figure }) => {
        const target = indicators.find((one) => one.code === code)?.target ?? null
        return (
          <FactBlock key={id} fact={factNamed(facts, id)} size={1.9}>
            <Rate value={dossiers[figure]?.value ?? null} target={target} />
            <p className="wall-note">
              {target !== null && t('dossiers.target', { target: format.percent(target, 0) })}
            </p>
          </FactBlock>
        )
      })}
      {counts.map((id) => (
        <FactBlock key={id} fact={factNamed(facts, id)} size={1.9} />
      ))}
      <p className="wall-note wall-dossiers__age">
        {dossiers.asOf !== null &&
          `${t('dossiers.lastMessage', { time: format.moment(dossiers.asOf, now) })} · `}
        <WallAge at={dossiers.asOf} quality={dossiers.quality} />
      </p>
    </div>
  )
}

/** A rate 0…1 as a line with its target as a tick. */
function Rate({ value, target }: { value: number | null; target: number | null }) {
  return (
    <div className="wall-rate" aria-hidden="true">
      {value !== null && (
        <b
          style={{ width: `${value * 100}%` }}
          className={target !== null && value < target ? 'is-below' : undefined}
        />
      )}
      {target !== null && <i style={{ left: `${target * 100}%` }} />}
    </div>
  )
}
