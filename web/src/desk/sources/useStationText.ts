import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useStations } from '../../live/useLive.ts'

/** Says what the ledger keeps as a station: its id and name, or what stands there in its place. */
export function useStationText(): (station: string) => string {
  const { t } = useText('desk')
  const language = useLanguage()
  const stations = useStations()
  return (station) => {
    if (station === 'dossiers') return t('sources.ledger.dossierRow')
    if (station === 'indicators') return t('sources.ledger.indicatorRow')
    if (station === '' || station === '?') return t('sources.ledger.noStation')
    const known = stations.find(({ id }) => id === station)
    return known ? `${station} ${known.name[language]}` : station
  }
}
