import { shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { CityState } from '../model/useCityState.ts'
import { EmbedFloods } from './EmbedFloods.tsx'

/** Air at the nearest station, and flooding in the city: measured, and what may flood. Flooding first while it floods. */
export function EmbedSummary(props: { state: CityState; onOpen: (station: string) => void }) {
  const { t: common } = useText('common')
  const language = useLanguage()
  const { known, air, flood, now } = props.state
  if (!known) return <Skeleton label={common('loading')} />
  const flooded = flood.flooded.length
  const station = air?.item
  const airPart = station && (
    <button key="air" type="button" className="embed__air" onClick={() => props.onOpen(station.id)}>
      <AqiBadge
        size="s"
        value={station.index?.value ?? null}
        band={station.index?.band ?? null}
        freshness={shownFreshness(station, now)}
      />
      <span className="embed__name">{station.name[language]}</span>
    </button>
  )
  const floodPart = <EmbedFloods key="flood" state={props.state} onOpen={props.onOpen} />
  return <div className="embed__summary">{flooded > 0 ? [floodPart, airPart] : [airPart, floodPart]}</div>
}
