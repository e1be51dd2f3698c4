import { Button as AriaButton } from 'react-aria-components'
import { useFlood } from '../../api/queries.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { lookOf } from '../../domainView/markerLook.ts'
import { Glyph } from '../../map/Glyph.tsx'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { FlagMark } from '../../ui/FlagMark.tsx'
import { Icon } from '../Icon.tsx'
import type { FloodedPoint } from '../model/floodState.ts'
import type { CityState } from '../model/useCityState.ts'
import { usePlaceText } from '../place/usePlaceText.ts'
import { Answer } from './Answer.tsx'
import { Passable } from './Passable.tsx'
import { RiskLine } from './RiskLine.tsx'

/** How many of the nearest flooded points are named. */
const namedPoints = 3

/** "Is it flooding?": how many points, which is nearest, who gets through. First and biggest while it floods. */
export function FloodAnswer(props: {
  state: CityState
  onOpen: (station: string) => void
  onShow: () => void
  onList: () => void
}) {
  const { t } = useText('public')
  const { flood, floodsNear, now } = props.state
  const { flooded, heard, watched, asOf } = flood
  const source = t('flood.heard', { heard, watched })
  const age = <Age at={asOf} form="short" />
  if (heard === 0)
    return (
      <Answer
        icon="flood"
        title={t('flood.title')}
        headline={t('flood.unknown')}
        age={<Age at={props.state.lastHeard.flood} form="short" freshness="stale" />}
      >
        <p className="answer__source">{source}</p>
      </Answer>
    )
  if (flooded.length === 0)
    return (
      <Answer
        icon="flood"
        title={t('flood.title')}
        headline={t('flood.none')}
        age={age}
        mark={<Glyph look={{ ...quiet, shape: 'diamond', tone: 'flood-0' }} />}
        action={{ text: t('flood.onMap'), onPress: props.onShow }}
      >
        <RiskLine flooded={flooded} />
        <p className="answer__source">{source}</p>
      </Answer>
    )
  const [nearest, ...others] = floodsNear.slice(0, namedPoints)
  return (
    <Answer
      icon="flood"
      title={t('flood.title')}
      headline={t('flood.count', { count: flooded.length })}
      age={age}
      look="alarm"
      big
      action={{ text: t('flood.onMap'), onPress: props.onShow }}
    >
      <ol className="floods">
        {nearest && <NearestPoint {...nearest} now={now} onOpen={props.onOpen} />}
        {others.map((one) => (
          <FloodRow key={one.item.station.id} {...one} now={now} onOpen={props.onOpen} />
        ))}
      </ol>
      <RiskLine flooded={flooded} />
      <div className="floods__foot">
        <p className="answer__source">{source}</p>
        {flooded.length > namedPoints && (
          <Button size="s" onPress={props.onList}>
            {t('flood.all', { count: flooded.length })}
          </Button>
        )}
      </div>
    </Answer>
  )
}

const quiet = { level: 0, levels: 4, freshness: 'fresh', suspect: false, calm: true } as const

interface PointProps {
  item: FloodedPoint
  distanceM: number
  now: number
  onOpen: (station: string) => void
}

function NearestPoint(props: PointProps) {
  const { t } = useText('public')
  const format = useFormat()
  const since = useFlood().data?.items.find(({ station }) => station === props.item.station.id)?.since
  return (
    <li className="floods__nearest">
      <FloodLine {...props} label={t('flood.nearest')} />
      <Passable depthClass={props.item.depthClass} />
      <p className="answer__source">
        {since && <>{t('flood.since', { time: format.moment(Date.parse(since), props.now) })}. </>}
        {t('flood.byDepth')}
      </p>
    </li>
  )
}

function FloodRow(props: PointProps) {
  return (
    <li>
      <FloodLine {...props} />
    </li>
  )
}

/** Mark with the depth, name, class and distance; opens the point. */
function FloodLine({ item, distanceM, now, onOpen, label }: PointProps & { label?: string }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const format = useFormat()
  const language = useLanguage()
  const { distance } = usePlaceText()
  const { station, depthCm, depthClass, suspect } = item
  return (
    <AriaButton className="floods__line" onPress={() => onOpen(station.id)}>
      <Glyph look={lookOf(station, now)} text={format.number(depthCm)} />
      <span className="floods__words">
        {label && <span className="floods__label">{label}</span>}
        <span className="floods__name">{station.name[language]}</span>
        <span className="floods__level">
          {common(`flood.class.${depthClass.class}`)} {format.quantity(depthCm, 'cm')} ·{' '}
          {t('answers.away', { distance: distance(distanceM) })}
          {suspect && (
            <>
              {' '}
              <FlagMark flag={3} />
            </>
          )}
        </span>
      </span>
      <Icon name="next" />
    </AriaButton>
  )
}
