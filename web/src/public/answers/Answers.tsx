import { useStationCollection } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { Address, LayerName } from '../address.ts'
import type { CityState } from '../model/useCityState.ts'
import { AirAnswer } from './AirAnswer.tsx'
import { FloodAnswer } from './FloodAnswer.tsx'
import { LakeAnswer } from './LakeAnswer.tsx'
import { RainAnswer } from './RainAnswer.tsx'

/** "Here, now": the four answers. Air first; in a storm flooding, then rain. */
export function Answers(props: { state: CityState; address: Address }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const { state, address } = props
  const registry = useStationCollection()
  const fault = registry.failureReason ?? registry.error
  const open = (station: string) => address.open({ station })
  const show = (layer: LayerName) => () => address.open({ view: 'map', layers: [layer] })
  const list = () => address.open({ view: 'table', layers: ['flood'] })
  const flooding = state.flood.flooded.length > 0
  const air = <AirAnswer key="air" state={state} onOpen={open} big={!state.storm} />
  const flood = <FloodAnswer key="flood" state={state} onOpen={open} onShow={show('flood')} onList={list} />
  const rain = <RainAnswer key="rain" state={state} onShow={show('rain')} big={state.storm && !flooding} />
  const lake = <LakeAnswer key="lake" state={state} onShow={show('water')} />
  const inOrder = !state.storm
    ? [air, flood, rain, lake]
    : flooding
      ? [flood, rain, air, lake]
      : [rain, flood, air, lake]
  return (
    <section className="answers" aria-label={t('answers.label')}>
      {fault || registry.data?.features.length === 0 ? (
        <Loaded query={registry} what={t('what.stations')}>
          {() => (state.known ? inOrder : <EmptyState title={common('empty')} />)}
        </Loaded>
      ) : state.known ? (
        inOrder
      ) : (
        <div className="answers__waiting">
          <Skeleton lines={1} height="12.5rem" label={common('loading')} />
          <Skeleton lines={3} height="5.5rem" label={common('loading')} />
        </div>
      )}
    </section>
  )
}
