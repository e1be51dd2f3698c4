import { useState } from 'react'
import type { StationQuality } from '@city/domain/api/quality.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { localText } from '../parts/localTime.ts'
import { shownParameter } from '../stations/shownParameters.ts'
import type { Draft } from './draft.ts'
import { usePageText } from './usePageText.ts'

const firstRows = 8

/** Stretches of flagged values, newest first, with the reasons in words. */
export function FlaggedSpans(props: {
  quality: StationQuality
  station: LiveStation
  onDecide: (draft: Draft) => void
}) {
  const t = usePageText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const [all, setAll] = useState(false)
  const { quality, station, onDecide } = props
  const { spans, spans_complete: whole, words } = quality
  const newest = spans.toReversed()
  return (
    <>
      <h3 className="sp-sub">{t('quality.list')}</h3>
      {spans.length === 0 ? (
        <p className="desk-none">{t('quality.listNone')}</p>
      ) : (
        <ul className="sp-spans">
          {newest.slice(0, all ? undefined : firstRows).map((span) => {
            const name = shownParameter(station, span.parameter)?.name[language] ?? span.parameter
            const [from, to] = [Date.parse(span.from), Date.parse(span.to)]
            const fromText = format.moment(from, now)
            const reasons = span.reasons.map((reason) => words[reason]?.[language] ?? reason)
            return (
              <li key={`${span.parameter} ${span.from} ${span.flag}`}>
                <span className="sp-span__flag" data-flag={span.flag}>
                  {t(`quality.flags.${span.flag}`)}
                </span>
                <span className="sp-span__text">
                  <b>{name}</b>{' '}
                  <span className="num">
                    {fromText}
                    {to > from && ` – ${format.moment(to, now)}`}
                  </span>{' '}
                  <small>{t('quality.values', { count: span.values })}</small>
                  <br />
                  <small>{span.flag === 9 ? t('quality.missing') : reasons.join('; ')}</small>
                </span>
                {span.flag !== 9 && (
                  <Button
                    look="quiet"
                    size="s"
                    aria-label={t('quality.decideThis', { parameter: name, from: fromText })}
                    onPress={() =>
                      onDecide({
                        parameter: span.parameter,
                        from: localText(from),
                        // The end is exclusive: the minute after the last value.
                        to: localText(to + 60_000),
                      })
                    }
                  >
                    {t('quality.decide')}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {!all && spans.length > firstRows && (
        <Button look="quiet" size="s" onPress={() => setAll(true)}>
          {t('quality.all', { count: spans.length })}
        </Button>
      )}
      {!whole && <p className="desk-note is-warn">{t('quality.more')}</p>}
    </>
  )
}
