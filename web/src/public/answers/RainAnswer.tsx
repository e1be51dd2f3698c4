import { rainLevelOf } from '../../domainView/rainLevel.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { Glyph } from '../../map/Glyph.tsx'
import { Age } from '../../ui/Age.tsx'
import '../../ui/value.css'
import { heavyRainMm, type HourRain } from '../model/rainState.ts'
import type { CityState } from '../model/useCityState.ts'
import { useUnconfirmedRain } from '../model/useUnconfirmedRain.ts'
import { usePlaceText } from '../place/usePlaceText.ts'
import { Answer } from './Answer.tsx'

/** A gauge farther away than this says nothing about "here", metres: convective cells are a few kilometres wide. */
const nearM = 8000

/** "Is it raining?": the last hour at the nearest gauge, and the most of the city. */
export function RainAnswer(props: { state: CityState; onShow: () => void; big: boolean }) {
  const { t } = useText('public')
  const format = useFormat()
  const language = useLanguage()
  const { distance } = usePlaceText()
  const unconfirmed = useUnconfirmedRain()
  const { rain, rainNear } = props.state
  const near = rainNear && rainNear.distanceM <= nearM ? rainNear : undefined
  /** "ít nhất 12 mm", and how much of it is not yet confirmed. */
  const amount = ({ mm, atLeast, suspectMm }: HourRain, marked = true, sign?: '≥') => {
    const text = format.quantity(mm, 'mm', mm < 10 ? 1 : 0)
    const shown = !atLeast ? text : sign ? `${sign} ${text}` : t('rain.atLeast', { mm: text })
    return marked && suspectMm > 0 ? `${shown} (${unconfirmed({ mm, suspectMm })})` : shown
  }
  if (rain.heard.length === 0)
    return (
      <Answer
        icon="rain"
        title={t('rain.title')}
        headline={t('rain.unknown')}
        age={<Age at={props.state.lastHeard.rain} form="short" freshness="stale" />}
      >
        <p className="answer__source">{t('rain.nearUnknown')}</p>
      </Answer>
    )
  const dry = rain.raining === 0
  const level = near ? rainLevelOf(near.item.mm) : 0
  // Heavy rain somewhere leads the page: then it is what the headline says, and that it is dry here follows.
  const elsewhere =
    rain.most && rain.most.mm >= heavyRainMm && !(near && near.item.mm > 0) ? rain.most : undefined
  const headline = dry
    ? t('rain.dryCity')
    : elsewhere
      ? t('rain.elsewhere', { name: elsewhere.station.name[language] }) +
        (elsewhere.suspectMm > 0 ? ` (${unconfirmed(elsewhere)})` : '')
      : !near
        ? t('rain.nearUnknown')
        : near.item.mm > 0
          ? t('rain.near', { mm: amount(near.item, false) })
          : t('rain.nearDry')
  return (
    <Answer
      icon="rain"
      title={t('rain.title')}
      headline={headline}
      big={props.big}
      look={rain.heard.some(({ mm, suspectMm }) => mm - suspectMm >= heavyRainMm) ? 'alarm' : 'calm'}
      age={<Age at={rain.asOf} form="short" />}
      mark={
        <Glyph
          look={{
            shape: 'drop',
            tone: `rain-${level}`,
            level,
            levels: 5,
            freshness: 'fresh',
            suspect: (near?.item.suspectMm ?? 0) > 0,
            calm: level === 0,
          }}
          text={level > 0 && near ? format.number(near.item.mm, near.item.mm < 10 ? 1 : 0) : ''}
        />
      }
      action={{ text: t('rain.onMap'), onPress: props.onShow }}
    >
      <p className="answer__source">
        {near && !dry && (
          <>
            {elsewhere && `${t('rain.nearDry')}. `}
            {t('rain.gauge', { name: near.item.station.name[language] })},{' '}
            {t('answers.away', { distance: distance(near.distanceM) })}
            {near.item.suspectMm > 0 && (
              <>
                , <span className="ui-unconfirmed">{unconfirmed(near.item)}</span>
              </>
            )}
            .{' '}
          </>
        )}
        {rain.most
          ? t('rain.city', {
              count: rain.raining,
              heard: rain.heard.length,
              mm: amount(rain.most, true, '≥'),
              name: rain.most.station.name[language],
            })
          : t('rain.cityDry', { heard: rain.heard.length, gauges: rain.gauges })}
      </p>
    </Answer>
  )
}
