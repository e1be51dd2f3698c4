import type { StationWqi, WqiPoint } from '@city/domain/api/water.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { wqiBands } from '@city/domain/water/wqiBands.ts'
import { useStationWqi } from '../../api/environment.ts'
import { lateChange } from '../../domainView/lateChange.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Card } from '../parts/Card.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { isCurrentHour } from './lakePoints.ts'
import { useLakeText } from './useLakeText.ts'
import { WqiTable } from './WqiTable.tsx'

/** VN_WQI of a station's newest hour: provisional wherever groups are missing, with the groups and the way to the number.
 *  `named`: the station's name stands in the heading. */
export function WqiCard({ station, named = false }: { station: LiveStation; named?: boolean }) {
  const t = useLakeText()
  const language = useLanguage()
  const query = useStationWqi(station.id)
  const title = named ? `${t('wqi.title')} · ${station.name[language]}` : t('wqi.title')
  return (
    <Card title={title} className="lk__wqi">
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('wqi.what')} lines={5}>
        {(answer) => <Newest answer={answer} station={station} />}
      </Loaded>
    </Card>
  )
}

function Newest({ answer, station }: { answer: StationWqi; station: LiveStation }) {
  const t = useLakeText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const point = answer.points.findLast(({ wqi }) => wqi !== null) ?? answer.points.at(-1)
  if (!point) return <p className="desk-none">{t('wqi.noPoint')}</p>
  const { wqi, official, provisional, explain } = point
  const revised = lateChange(point, hourMs)
  const from = Date.parse(point.time)
  const saturation = explain.do_saturation
  return (
    <>
      <Headline point={point} old={wqi !== null && !isCurrentHour(from, now)} />
      <p className="desk-note">
        {t('wqi.hour', { from: format.time(from), to: format.time(from + hourMs), date: format.date(from) })}
        {revised &&
          ` · ${t('wqi.revised', {
            time: format.moment(Date.parse(revised.at), now),
            was: revised.was === null ? t('wqi.wasNone') : format.number(revised.was),
          })}`}
      </p>
      {provisional && (
        <div className="lk-why">
          <p>{provisional.why[language]}</p>
          {provisional.missing_groups.length > 0 && (
            <p>
              {t('wqi.missing', {
                groups: provisional.missing_groups.map((group) => t(`wqi.group.${group}`)).join('; '),
              })}
            </p>
          )}
        </div>
      )}
      {(wqi !== null || !provisional) && <p className="lk-text">{explain.text[language]}</p>}
      {(wqi !== null || official) && <p className="lk-formula">{explain.formula[language]}</p>}
      <WqiTable point={point} station={station} />
      {saturation && (
        <p className="desk-note">
          {t('wqi.saturation', {
            do: format.number(saturation.do, 1),
            temp: format.number(saturation.temp, 1),
            percent: format.number(saturation.percent, 0),
            saturated: format.number(saturation.saturated, 2),
          })}
        </p>
      )}
      <p className="desk-note">{t('wqi.method', { method: answer.method })}</p>
    </>
  )
}

/** The number; in its band's colour only when it is an official one of now. */
function Headline({ point: { wqi, official, band }, old }: { point: WqiPoint; old: boolean }) {
  const t = useLakeText()
  const language = useLanguage()
  const { t: common } = useText('common')
  const row = official ? wqiBands.find((one) => one.band === band) : undefined
  if (wqi === null) return <p className="lk-headline is-none">{t('wqi.none')}</p>
  return (
    <p className="lk-headline">
      <span
        className={cx('lk-headline__number num', row && 'is-official', old && 'is-old')}
        style={row && !old ? { background: row.colour, color: inkOf(row.band) } : undefined}
      >
        {wqi}
      </span>
      <span>
        <b>{row ? row[language] : t('wqi.provisional')}</b>
        {old && <small>{common('value.old')}</small>}
        {row && <small>{row.use[language]}</small>}
      </span>
    </p>
  )
}

const dark = ['wqi_very_good', 'wqi_very_heavily_polluted']
const inkOf = (band: string) => (dark.includes(band) ? '#ffffff' : '#000000')
