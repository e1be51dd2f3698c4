import { dayMs, hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { useReadings } from '../../api/queries.ts'
import type { StationSeries } from '@city/domain/api/schemas.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Card } from '../parts/Card.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { shownParameters } from '../stations/shownParameters.ts'
import { usePageText } from './usePageText.ts'

const days = 30
const enough = 0.75

/** How complete each parameter was on each of the last 30 days: a column as high as the part that came. */
export function CompletenessCard(props: {
  station: LiveStation
  chosen: string
  onChoose: (parameter: string) => void
}) {
  const t = usePageText()
  const { station } = props
  const today = hanoiDayStart(useServerNow(60_000))
  const from = today - (days - 1) * dayMs
  const query = useReadings(station.id, { from: new Date(from).toISOString(), every: '1d' })
  return (
    <Card title={t('complete.title')} note={t('complete.note')} className="sp__complete">
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('complete.what')} lines={5}>
        {(series) =>
          series.points.length === 0 ? (
            <p className="desk-none">{t('complete.none')}</p>
          ) : (
            <Grid {...props} series={series} from={from} />
          )
        }
      </Loaded>
    </Card>
  )
}

function Grid(props: {
  station: LiveStation
  chosen: string
  onChoose: (parameter: string) => void
  series: StationSeries
  from: number
}) {
  const t = usePageText()
  const language = useLanguage()
  const format = useFormat()
  const { station, chosen, onChoose, series, from } = props
  const byDay = new Map(series.points.map((point) => [Date.parse(point.time), point]))
  const places = Array.from({ length: days }, (_, at) => from + at * dayMs)
  const dayText = (at: number) => format.moment(at, at + 2 * dayMs).split(', ')[1] ?? ''
  return (
    <table className="sp-complete">
      <thead>
        <tr>
          <th scope="col">{t('complete.parameter')}</th>
          <th scope="col" className="sp-complete__days" aria-hidden="true">
            <span>{dayText(from)}</span>
            <span>{dayText(places[Math.floor(days / 2)] ?? from)}</span>
            <span>{dayText(places.at(-1) ?? from)}</span>
          </th>
          <th scope="col" className="is-number">
            {t('complete.mean')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shownParameters(station).map(({ id, name }) => {
          const shares = places.map((at) => byDay.get(at)?.completeness?.[id] ?? null)
          // Days without a row count as nothing received: they are part of the mean.
          const known = shares.some((share) => share !== null)
          const mean = known ? shares.reduce<number>((sum, share) => sum + (share ?? 0), 0) / days : null
          return (
            <tr key={id} className={cx(id === chosen && 'is-chosen')} onClick={() => onChoose(id)}>
              <th scope="row">{name[language]}</th>
              <td>
                <span className="sp-days">
                  {shares.map((share, at) => {
                    const date = format.date(places[at] ?? from)
                    const text =
                      share === null
                        ? t('complete.cellNone', { date })
                        : t('complete.cell', { date, percent: format.percent(share, 0) })
                    return (
                      <span
                        key={date}
                        title={text}
                        className={cx(share !== null && share < enough && 'is-short')}
                      >
                        <i style={{ height: `${(share ?? 0) * 100}%` }} />
                        <span className="visually-hidden">{text}</span>
                      </span>
                    )
                  })}
                </span>
              </td>
              <td className={cx('is-number num', mean !== null && mean < enough && 'is-warn')}>
                {mean === null ? '–' : format.percent(mean, 0)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
