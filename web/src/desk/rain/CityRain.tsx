import type { UseQueryResult } from '@tanstack/react-query'
import type { RainTotals } from '@city/domain/api/rain.ts'
import { rainStandsMs } from '../../domainView/agedFlood.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import '../../ui/value.css'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { Card } from '../parts/Card.tsx'
import { Figure } from '../parts/Figure.tsx'
import { DesignBar } from './DesignBar.tsx'
import { useRainText } from './useRainText.ts'
import { shownWindows, type ShownWindow } from './windows.ts'

/** The city's rain of one window: the wettest gauge, the median, and how many reach each threshold; never a mean. */
export function CityRain(props: {
  query: UseQueryResult<RainTotals>
  window: ShownWindow
  onWindow: (window: ShownWindow) => void
}) {
  const t = useRainText()
  const { query, window, onWindow } = props
  return (
    <Card
      title={t('city.title')}
      aside={
        <SegmentedControl
          label={t('window.label')}
          value={window}
          options={shownWindows.map((value) => ({
            value,
            text: t(`window.${value}.short`),
            label: t(`window.${value}.long`),
          }))}
          onChange={onWindow}
        />
      }
    >
      <Loaded query={query} what={t('whatTotals')} lines={3}>
        {(totals) => <Figures totals={totals} />}
      </Loaded>
      <DesignBar />
    </Card>
  )
}

/** The wettest gauge, and the one that is wetter with suspect rain. */
function Figures({ totals: { city, now: answered } }: { totals: RainTotals }) {
  const t = useRainText()
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const { max, max_with_suspect: wetter, median, over_thresholds: thresholds, gauges } = city
  const past = useServerNow(60_000) - Date.parse(answered) > rainStandsMs
  const unknown = gauges.unknown === gauges.all && !wetter
  const most = max && format.number(max.total_mm, 1)
  return (
    <dl className={cx('page-figures rn-figures', past && 'is-old')}>
      <Figure
        label={t('city.max')}
        size="l"
        value={most && (max.complete || max.total_mm === 0 ? most : t('city.atLeast', { amount: most }))}
        unit="mm"
        note={max && max.total_mm > 0 && max.name[language]}
      />
      <Figure
        label={t('city.median')}
        value={median === null ? null : format.number(median, 1)}
        unit="mm"
        note={median === null ? t('city.noMedian') : t('city.medianNote', { count: gauges.complete })}
      />
      <div className="page-figure rn-over">
        <dt>{t('city.over')}</dt>
        {thresholds.map(({ mm, level, gauges: count, gauges_with_suspect: all }) => (
          <dd key={mm} className={all > 0 ? 'is-some' : undefined}>
            <b className="num">{unknown ? '–' : format.number(count)}</b>{' '}
            {t('city.threshold', { mm: format.number(mm) })}
            {level && level !== 'none' && <small> {common(`risk.level.${level}`)}</small>}
            {all > count && (
              <span className="ui-unconfirmed num" title={common('risk.unconfirmed')}>
                + {format.number(all - count)}
                <span className="visually-hidden"> {common('risk.unconfirmed')}</span>
              </span>
            )}
          </dd>
        ))}
      </div>
      <Figure
        label={t('city.gauges')}
        value={format.number(gauges.all)}
        note={t('city.gaugesNote', {
          complete: format.number(gauges.complete),
          atLeast: format.number(gauges.at_least),
          unknown: format.number(gauges.unknown),
        })}
        tone={gauges.unknown > 0 ? 'warn' : null}
      />
      {wetter && (
        <div className="rn-wetter">
          <dt className="visually-hidden">{t('city.max')}</dt>
          <dd>
            {t('city.wetter', {
              mm: `${wetter.complete ? '' : '≥ '}${format.quantity(wetter.total_mm, 'mm', 1)}`,
              name: wetter.name[language],
            })}{' '}
            <span className="ui-unconfirmed">
              {common('rain.partUnconfirmed', { mm: format.quantity(wetter.suspect_mm, 'mm', 1) })}
            </span>
          </dd>
        </div>
      )}
    </dl>
  )
}
