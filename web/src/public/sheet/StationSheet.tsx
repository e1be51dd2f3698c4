import { useStationCollection } from '../../api/queries.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useStation } from '../../live/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { AirDetails } from './AirDetails.tsx'
import { FloodDetails } from './FloodDetails.tsx'
import { RainDetails } from './RainDetails.tsx'
import { Sheet } from './Sheet.tsx'
import { WaterDetails } from './WaterDetails.tsx'
import { Where } from './Where.tsx'

const details = { air: AirDetails, rain: RainDetails, flood: FloodDetails, water: WaterDetails }

/** One station: what it says, how old that is, the last 24 hours, where it stands and whose it is. */
export function StationSheet(props: { id: string; onClose: () => void }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const language = useLanguage()
  const station = useStation(props.id)
  const registry = useStationCollection()
  if (!station) {
    const listed = registry.data?.features.some(({ id }) => id === props.id) ?? true
    return (
      <Sheet of={props.id} kind="" title={listed ? common('loading') : props.id} onClose={props.onClose}>
        {listed ? (
          <Skeleton lines={6} label={common('loading')} />
        ) : (
          <EmptyState title={t('sheet.unknown')} />
        )}
      </Sheet>
    )
  }
  const Details = details[station.domain]
  return (
    <Sheet
      of={station.id}
      kind={common(`station.${station.domain}`)}
      title={station.name[language]}
      onClose={props.onClose}
    >
      <Details station={station} key={station.id} />
      <Where station={station} />
    </Sheet>
  )
}
