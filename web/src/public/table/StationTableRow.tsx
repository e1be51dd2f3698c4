import type { FloodRisk } from '@city/domain/api/flood.ts'
import { depthClassOf } from '@city/domain/flood/depthClass.ts'
import { flag } from '@city/domain/quality/flag.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import { headlineOf, shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { Age } from '../../ui/Age.tsx'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { FreshValue } from '../../ui/FreshValue.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Icon } from '../Icon.tsx'
import { floodPointOf } from '../model/floodState.ts'
import { useRainOfRisk } from '../model/useRainOfRisk.ts'
import { usePlaceText } from '../place/usePlaceText.ts'

/** A station as a row: name that opens it, value with level, age, distance. What may flood because of the rain stands in a
 *  row of its own under what is measured. */
export function StationTableRow(props: {
  station: LiveStation
  distanceM: number
  risk: FloodRisk | null | undefined
  now: number
  onOpen: (id: string) => void
}) {
  const { t } = useText('public')
  const language = useLanguage()
  const { distance } = usePlaceText()
  const { station, risk, now } = props
  const isFlooded = (floodPointOf(station, now)?.depthClass.class ?? 0) > 0
  const hasRisk = risk !== undefined && risk?.level !== 'none'
  const row = (
    <tr className={hasRisk ? 'has-risk' : undefined}>
      <th scope="row" rowSpan={hasRisk ? 2 : 1}>
        <button type="button" className="ptable__open" onClick={() => props.onOpen(station.id)}>
          {station.name[language]}
        </button>
        <span className="ptable__near num">{t('answers.away', { distance: distance(props.distanceM) })}</span>
      </th>
      <td>
        <RowValue station={station} now={now} />
      </td>
      <td>
        <Age at={station.time} form="short" freshness={shownFreshness(station, now)} />
      </td>
      <td className="is-right num">{distance(props.distanceM)}</td>
    </tr>
  )
  if (!hasRisk) return row
  return (
    <>
      {row}
      <tr className="ptable__risk">
        <td colSpan={2}>
          <Risk risk={risk} isFlooded={isFlooded} />
        </td>
        <td />
      </tr>
    </>
  )
}

function Risk({ risk, isFlooded }: { risk: FloodRisk | null; isFlooded: boolean }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const rainOf = useRainOfRisk()
  if (risk === null || risk.level === 'unknown') return <RiskTag level="unknown" />
  return (
    <>
      <b>{isFlooded ? common('risk.label') : t('flood.mayFlood')}:</b>{' '}
      <RiskTag level={risk.level} unconfirmed={risk.unconfirmed} />
      <small>{rainOf(risk)}</small>
    </>
  )
}

function RowValue({ station, now }: { station: LiveStation; now: number }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const format = useFormat()
  const { domain, index } = station
  if (domain === 'air')
    return (
      <AqiBadge
        size="s"
        value={index?.value ?? null}
        band={index?.band ?? null}
        freshness={shownFreshness(station, now)}
      />
    )
  const { parameter, value, flag: quality } = headlineOf(station)
  const known = findParameter(domain, parameter)
  const usable = value !== null && quality !== flag.fail
  const isHeard = shownFreshness(station, now) !== 'silent'
  const depth = domain === 'flood' && usable && isHeard ? depthClassOf(value) : null
  // An old depth says nothing about who gets through now.
  const passes = depth !== null && depth.class > 0 && floodPointOf(station, now) !== null
  return (
    <>
      <FreshValue
        size="s"
        value={usable ? value : null}
        unit={known?.unit ?? ''}
        decimals={known?.decimals ?? 1}
        observedAt={station.time}
        intervalS={station.interval_s}
        flag={quality}
        age="never"
      />
      {depth && (
        <span className="ptable__level">
          {common(`flood.class.${depth.class}`)}
          {passes && (
            <>
              {(['motorbike', 'car'] as const).map((vehicle) => (
                <span key={vehicle} className="ptable__pass">
                  <Icon name={vehicle} />
                  <span className="visually-hidden">{t(`flood.${vehicle}`)}: </span>
                  {t(`flood.passable.${depth[vehicle]}`)}
                </span>
              ))}
            </>
          )}
        </span>
      )}
      {domain === 'water' && usable && parameter === 'do' && (
        <span className="ptable__level">
          {t('lake.oxygen')}
          {station.latest?.values.temp !== undefined &&
            `, ${format.quantity(station.latest.values.temp, '°C', 1)}`}
        </span>
      )}
      {domain === 'water' && usable && parameter !== 'do' && (
        <span className="ptable__level">{known?.name[format.language]}</span>
      )}
      {domain === 'rain' && usable && (
        <span className="ptable__level">
          {parameter === 'rain_1h' ? t('rain.lastHour') : t('rain.lastTen')}
        </span>
      )}
    </>
  )
}
