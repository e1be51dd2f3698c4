import { shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Icon } from '../Icon.tsx'
import type { CityState } from '../model/useCityState.ts'

/** Air at the nearest station and flooding in the city, in one line; flooding first while it floods. */
export function EmbedSummary(props: { state: CityState; onOpen: (station: string) => void }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const { known, air, flood, rain, now } = props.state
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
  const floodPart = (
    <span key="flood" className={flooded > 0 ? 'embed__flood is-alarm' : 'embed__flood'}>
      <Icon name="flood" />
      {flood.heard === 0
        ? t('flood.unknown')
        : flooded > 0
          ? t('flood.count', { count: flooded })
          : t('flood.none')}
      {rain.most && ` · ${format.quantity(rain.most.mm, 'mm', rain.most.mm < 10 ? 1 : 0)}/h`}
    </span>
  )
  return <div className="embed__summary">{flooded > 0 ? [floodPart, airPart] : [airPart, floodPart]}</div>
}
