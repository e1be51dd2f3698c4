import { useState } from 'react'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { RevisedValue } from '../parts/RevisedValue.tsx'
import { Section } from '../parts/Section.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { useSourceText } from '../sources/useSourceText.ts'
import { shownParameter } from './shownParameters.ts'
import { revisionsAsked, useDayRevisions } from './useDayRevisions.ts'

const firstRows = 6

/** What was corrected of the last 24 hours of a station: the old value, the new one, when and from where. */
export function RevisionsSection({ station }: { station: LiveStation }) {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const sourceText = useSourceText()
  const query = useDayRevisions(station.id)
  const [all, setAll] = useState(false)
  return (
    <Section title={t('sources.revisions.title')}>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('sources.revisions.what')} lines={2}>
        {({ items, next }) => {
          const shown = items.filter(({ time }) => Date.parse(time) >= now - dayMs)
          if (shown.length === 0) return <p className="desk-none">{t('sources.revisions.noneHere')}</p>
          return (
            <>
              <table className="desk-table st-revisions">
                <thead>
                  <tr>
                    <th scope="col">{t('sources.revisions.observed')}</th>
                    <th scope="col">{t('sources.revisions.change')}</th>
                    <th scope="col">{t('sources.revisions.revised')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.slice(0, all ? undefined : firstRows).map((one, at) => (
                    <tr key={`${one.revised_at} ${one.time} ${one.parameter} ${at}`}>
                      <th scope="row" className="num">
                        {format.moment(Date.parse(one.time), now)}
                      </th>
                      <td>
                        {shownParameter(station, one.parameter)?.name[language] ?? one.parameter}{' '}
                        <RevisedValue revision={one} domain={station.domain} />
                      </td>
                      <td>
                        <span className="num">{format.moment(Date.parse(one.revised_at), now)}</span>
                        <small> {sourceText(one.source)}</small>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {!all && shown.length > firstRows && (
                <Button look="quiet" size="s" onPress={() => setAll(true)}>
                  {t('sources.revisions.all', { count: shown.length, n: format.number(shown.length) })}
                </Button>
              )}
              {next !== null && (
                <p className="desk-note">
                  {t('sources.revisions.beyond', { n: format.number(revisionsAsked) })}
                </p>
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}
