import { useMemo, useState } from 'react'
import { useText, useLanguage } from '../../i18n/i18n.ts'
import { useCameras, useServerNow, useStations } from '../../live/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import type { LayerName } from '../address.ts'
import { Icon } from '../Icon.tsx'
import { useFloodRisks } from '../model/useFloodRisks.ts'
import type { Place } from '../place/place.ts'
import { usePlaceText } from '../place/usePlaceText.ts'
import { CameraTableRow } from './CameraTableRow.tsx'
import { StationTableRow } from './StationTableRow.tsx'
import { cameraRows, stationRows, type TableOrder } from './tableRows.ts'
import './table.css'

function valueHeading(layer: LayerName) {
  if (layer === 'cameras') return 'state'
  return layer === 'flood' ? 'depth' : 'value'
}

/** The map's content as a table: one layer at a time, found by name, sorted by what matters or by distance. */
export function PublicTable(props: {
  layer: LayerName
  place: Place
  onStation: (id: string) => void
  onCamera: (id: string) => void
}) {
  const { t } = useText('public')
  const language = useLanguage()
  const { nameOf } = usePlaceText()
  const { layer, place } = props
  const now = useServerNow(15_000)
  const stations = useStations()
  const cameras = useCameras()
  const [typed, setTyped] = useState('')
  const [order, setOrder] = useState<TableOrder>('worst')
  const risks = useFloodRisks(layer === 'flood')
  const rows = useMemo(() => {
    if (layer === 'cameras')
      return cameraRows(cameras, { typed, order, place }).map((row) => (
        <CameraTableRow key={row.camera.id} {...row} onOpen={props.onCamera} />
      ))
    const ask = { domain: layer, typed, language, order, place, now, risks }
    return stationRows(stations, ask).map((row) => (
      <StationTableRow key={row.station.id} {...row} now={now} onOpen={props.onStation} />
    ))
  }, [layer, cameras, stations, risks, typed, order, place, language, now, props.onCamera, props.onStation])
  return (
    <section className="ptable" aria-label={t('table.label')}>
      <div className="ptable__tools">
        <label className="ptable__find">
          <Icon name="search" />
          <span className="visually-hidden">{t('table.find')}</span>
          <input
            type="search"
            placeholder={t('table.find')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <SegmentedControl
          label={t('table.order')}
          value={order}
          options={[
            { value: 'worst', text: t('table.worst') },
            { value: 'near', text: t('table.near') },
          ]}
          onChange={setOrder}
        />
        <span className="visually-hidden" role="status">
          {t('table.rows', { count: rows.length })}
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('table.rows', { count: 0 })} />
      ) : (
        <div className="ptable__scroll" tabIndex={0}>
          <table>
            <caption>
              {t('table.caption', { layer: t(`layers.${layer}`), count: rows.length, place: nameOf(place) })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('table.name')}</th>
                <th scope="col">{t(`table.${valueHeading(layer)}`)}</th>
                <th scope="col">{t('table.age')}</th>
                <th scope="col" className="is-right">
                  {t('table.distance')}
                </th>
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}
