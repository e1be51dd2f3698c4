import { useState } from 'react'
import type { StationQuality } from '@city/domain/api/quality.ts'
import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { useStationQuality } from '../../api/environment.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { Card } from '../parts/Card.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { shownParameter } from '../stations/shownParameters.ts'
import { BlockedSpells } from './BlockedSpells.tsx'
import { FlaggedSpans } from './FlaggedSpans.tsx'
import type { Draft } from './draft.ts'
import { usePageText } from './usePageText.ts'

const spans = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs } as const
const spanNames = ['day', 'week', 'month'] as const
const flagOrder = ['1', '2', '3', '4', '9'] as const

/** Values by flag and by what found fault with them; then the flagged stretches, each of which can be decided anew. */
export function QualityCard(props: { station: LiveStation; onDecide: (draft: Draft) => void }) {
  const t = usePageText()
  const format = useFormat()
  const { station, onDecide } = props
  const [span, setSpan] = useState<keyof typeof spans>('day')
  const now = useServerNow(60_000)
  const query = useStationQuality(station.id, { from: new Date(hourStart(now - spans[span])).toISOString() })
  return (
    <Card
      title={t('quality.title')}
      className="sp__quality"
      aside={
        <SegmentedControl
          label={t('quality.span')}
          value={span}
          options={spanNames.map((value) => ({ value, text: t(`quality.spans.${value}`) }))}
          onChange={setSpan}
        />
      }
    >
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('quality.what')} lines={6}>
        {(quality) => (
          <>
            {quality.stale_since !== null && (
              <p className="desk-stale">
                {t('quality.stale', { time: format.moment(Date.parse(quality.stale_since), now) })}
              </p>
            )}
            <BlockedSpells spells={quality.blocked} />
            <Counts quality={quality} station={station} />
            <FlaggedSpans key={span} quality={quality} station={station} onDecide={onDecide} />
          </>
        )}
      </Loaded>
    </Card>
  )
}

function Counts({ quality, station }: { quality: StationQuality; station: LiveStation }) {
  const t = usePageText()
  const language = useLanguage()
  const format = useFormat()
  return (
    <table className="desk-table sp-quality">
      <thead>
        <tr>
          <th scope="col">{t('quality.parameter')}</th>
          <th scope="col" className="is-number">
            {t('quality.complete')}
          </th>
          {flagOrder.map((flag) => (
            <th key={flag} scope="col" className="is-number">
              {t(`quality.flags.${flag}`)}
            </th>
          ))}
          <th scope="col">{t('quality.reasons')}</th>
        </tr>
      </thead>
      <tbody>
        {quality.parameters.map(({ id, completeness, flags, reasons }) => (
          <tr key={id}>
            <th scope="row">{shownParameter(station, id)?.name[language] ?? id}</th>
            <td className={cx('is-number num', completeness < 0.75 && 'is-warn')}>
              {format.percent(completeness, 0)}
            </td>
            {flagOrder.map((flag) => {
              const count = flags[flag]
              const bad = flag === '3' || flag === '4' || flag === '9'
              return (
                <td
                  key={flag}
                  className={cx(
                    'is-number num',
                    count === 0 ? 'is-zero' : bad && (flag === '4' ? 'is-alarm' : 'is-warn'),
                  )}
                >
                  {format.number(count)}
                </td>
              )
            })}
            <td className="sp-reasons">
              {Object.entries(reasons).map(([reason, count]) => (
                <span key={reason}>
                  {quality.words[reason as keyof typeof quality.words]?.[language] ?? reason}{' '}
                  <b className="num">{format.number(count)}</b>
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
