import { depthClassOf } from '@city/domain/flood/depthClass.ts'
import { flag } from '@city/domain/quality/flag.ts'
import { useFlood } from '../../api/queries.ts'
import { lookOf, shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Glyph } from '../../map/Glyph.tsx'
import { FreshValue } from '../../ui/FreshValue.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Passable } from '../answers/Passable.tsx'
import { floodPointOf } from '../model/floodState.ts'
import { ParameterChart } from './ParameterChart.tsx'
import { Part } from './Part.tsx'
import { SheetAge } from './SheetAge.tsx'

/** A flood point: how deep, since when, who gets through. An old depth says nothing about passing now. */
export function FloodDetails({ station }: { station: LiveStation }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const point = floodPointOf(station, now)
  const report = useFlood().data?.items.find((one) => one.station === station.id)
  const depth = station.latest?.values.depth_cm
  const quality = station.latest?.flags.depth_cm
  const trigger = station.flood_trigger
  return (
    <>
      <div className="sheet__hero">
        <Glyph look={lookOf(station, now)} text={depth === undefined ? '–' : format.number(depth)} />
        <FreshValue
          size="l"
          label={
            depth !== undefined && quality !== flag.fail && shownFreshness(station, now) !== 'silent'
              ? common(`flood.class.${depthClassOf(depth).class}`)
              : t('flood.title')
          }
          value={quality === flag.fail ? null : depth}
          unit="cm"
          observedAt={station.time}
          intervalS={station.interval_s}
          flag={quality}
          age="never"
        />
        <p className="sheet__meta">
          {point && report?.since && (
            <>
              {t('flood.since', { time: format.moment(Date.parse(report.since), now) })}
              <br />
            </>
          )}
          <SheetAge station={station} />
        </p>
      </div>
      {point && (
        <>
          <Passable depthClass={point.depthClass} />
          <p className="sheet__small">{t('flood.byDepth')}</p>
        </>
      )}
      {report && (report.risk.level !== 'none' || !point) && (
        <Part title={common('risk.label')}>
          <p>
            <RiskTag level={report.risk.level} unconfirmed={report.risk.unconfirmed} />
          </p>
          <p className="sheet__text">{report.risk.reason[language]}</p>
        </Part>
      )}
      <ParameterChart station={station} parameters={['depth_cm']} />
      {trigger && (
        <p className="sheet__text">
          {trigger.window_min === null
            ? t('flood.triggerAny', { mm: format.quantity(trigger.mm, 'mm') })
            : t('flood.trigger', {
                mm: format.quantity(trigger.mm, 'mm'),
                minutes: format.number(trigger.window_min),
              })}
        </p>
      )}
    </>
  )
}
