import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import { useCameraList, useCityInfo } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useCamera, useCameras, useServerNow } from '../../live/useLive.ts'
import { CameraLayer } from '../../map/CameraLayer.tsx'
import { CityMap } from '../../map/CityMap.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { themeFor } from '../../ui/theme.ts'
import { MapFollow } from '../parts/MapFollow.tsx'
import { useCalm } from '../parts/useCalm.ts'
import { useDeskKeys } from '../parts/useDeskKeys.ts'
import { oneOf, useFilters } from '../parts/useFilters.ts'
import { useTextFilter } from '../parts/useTextFilter.ts'
import { useUnitNames } from '../parts/useUnitNames.ts'
import { Workplace } from '../parts/Workplace.tsx'
import { cameraSorts, cameraStates, selectCameras, type CameraFilter } from './cameraFilter.ts'
import { CameraList } from './CameraList.tsx'
import { CameraPanel } from './CameraPanel.tsx'
import '../stations/stations.css'
import './cameras.css'

/** `/desk/cameras` and `/desk/cameras/CAM-001`: list, map and panel of the cameras, linked; offline first. */
export function CamerasPage() {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const navigate = useNavigate()
  const { search: address } = useLocation()
  const selected = useParams().id ?? null
  const [search, change] = useFilters()
  const [pointed, setPointed] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const city = useCityInfo()
  const cameras = useCameras()
  // The socket brings the cameras; the question stands in only to say what is wrong when nothing comes.
  const asked = useCameraList(60_000, cameras.length === 0)
  const now = useServerNow(5000)
  const chosen = useCamera(selected ?? '')
  const unitName = useUnitNames()

  const [text, setText] = useTextFilter(search.get('q'), change)
  const state = oneOf(cameraStates, search.get('state'))
  const sort = oneOf(cameraSorts, search.get('sort')) ?? 'state'
  const filter = useMemo((): CameraFilter => ({ text, state, sort }), [text, state, sort])
  const calm = useCalm(cameras, `${now}|${cameras.length}`)
  const selection = useMemo(() => selectCameras(calm, filter, unitName), [calm, filter, unitName])
  const inList = selection.ids.join(' ')
  const onMap = useMemo(() => {
    const ids = new Set(inList.split(' '))
    return ({ id }: CameraItem) => ids.has(id) || id === selected
  }, [inList, selected])

  const select = useCallback(
    (id: string | null) =>
      void navigate(
        {
          pathname: id === null ? '/desk/cameras' : `/desk/cameras/${encodeURIComponent(id)}`,
          search: address,
        },
        { replace: selected !== null && id !== null },
      ),
    [navigate, address, selected],
  )
  const close = useCallback(() => select(null), [select])
  useDeskKeys(field, selected === null ? undefined : close)

  return (
    <Workplace
      list={
        cameras.length === 0 && asked.data?.items.length !== 0 ? (
          <Loaded query={asked} what={t('cameras.what')} lines={12}>
            {() => null}
          </Loaded>
        ) : (
          <CameraList
            selection={selection}
            total={cameras.length}
            filter={filter}
            unit={unitName}
            onText={setText}
            onFilter={change}
            selected={selected}
            pointed={pointed}
            onSelect={select}
            onPoint={setPointed}
            field={field}
          />
        )
      }
      map={
        <Loaded query={city} what={common('map.label')}>
          {(info) => (
            <CityMap city={info} theme={themeFor(location.search, 'light')}>
              <CameraLayer
                selected={selected}
                onSelect={select}
                pointed={pointed}
                onPoint={setPointed}
                filter={onMap}
              />
              {chosen && <MapFollow lat={chosen.lat} lon={chosen.lon} />}
            </CityMap>
          )}
        </Loaded>
      }
      panel={
        selected === null ? null : (
          <CameraPanel
            key={selected}
            id={selected}
            ready={cameras.length > 0}
            unit={unitName}
            onClose={close}
          />
        )
      }
    />
  )
}
