import { adviceFor } from '../model/airAdvice.ts'
import type { CityState } from '../model/useCityState.ts'
import { shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { usePlaceText } from '../place/usePlaceText.ts'
import { Advice } from './Advice.tsx'
import { Answer } from './Answer.tsx'

const hourMs = 3_600_000

/** "How is the air here?": the nearest station that may speak, its band in words and colour, and what to do. */
export function AirAnswer(props: { state: CityState; onOpen: (station: string) => void; big: boolean }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const { distance } = usePlaceText()
  const { now, airOld } = props.state
  const air = props.state.air ?? airOld
  const index = air?.item.index
  if (!air || !index || index.value === null || index.band === null)
    return (
      <Answer icon="air" title={t('air.title')} headline={t('air.none')} big={props.big}>
        <p className="answer__note">{t('air.noneText')}</p>
      </Answer>
    )
  const old = air === airOld
  const { item: station, passedOver } = air
  const name = station.name[language]
  const from = Date.parse(index.time)
  const freshness = shownFreshness(station, now)
  const hour = t('air.hour', { from: format.time(from), to: format.time(from + hourMs) })
  return (
    <Answer
      icon="air"
      title={t('air.title')}
      big={props.big}
      mark={
        <AqiBadge
          value={index.value}
          band={index.band}
          freshness={freshness}
          size={props.big ? 'l' : 'm'}
          named={false}
        />
      }
      headline={
        <>
          {old ? t('air.old') : common(`aqi.band.${index.band}`)}
          <span className="answer__sub">
            {common('aqi.name')}, {hour}
          </span>
        </>
      }
      age={<Age at={from + hourMs} form="short" freshness={freshness} />}
      action={{ text: t('air.open', { name }), onPress: () => props.onOpen(station.id) }}
    >
      {old && <p className="answer__note">{t('air.oldText')}</p>}
      {props.big && !old && <Advice band={index.band} />}
      {!props.big && !old && (
        <p className="answer__note">
          {t(`advice.${index.band}.${adviceFor(index.band)[0]}` as 'advice.poor.general')}
        </p>
      )}
      <p className="answer__source">
        {t('air.nearest', { name })}, {t('answers.away', { distance: distance(air.distanceM) })}
      </p>
      {passedOver.length > 0 && !old && (
        <p className="answer__source">
          {t('air.passedOver', {
            count: passedOver.length,
            names: passedOver
              .slice(0, 3)
              .map(({ item }) => item.name[language])
              .join(', '),
          })}
        </p>
      )}
    </Answer>
  )
}
