import type { DepthClass } from '@city/domain/flood/depthClass.ts'
import { useText } from '../../i18n/i18n.ts'
import { Icon } from '../Icon.tsx'
import './passable.css'

const tones = { yes: 'ok', slow: 'warn', risk_of_stalling: 'warn', high_vehicles_only: 'alarm', no: 'alarm' }

/** Whether a motorbike and a car get through, in words, with a drawing and a colour beside them. */
export function Passable({ depthClass }: { depthClass: Pick<DepthClass, 'motorbike' | 'car'> }) {
  const { t } = useText('public')
  return (
    <ul className="passable">
      {(['motorbike', 'car'] as const).map((vehicle) => (
        <li key={vehicle} className={`passable__one is-${tones[depthClass[vehicle]]}`}>
          <Icon name={vehicle} />
          <span>
            {t(`flood.${vehicle}`)} <b>{t(`flood.passable.${depthClass[vehicle]}`)}</b>
          </span>
        </li>
      ))}
    </ul>
  )
}
