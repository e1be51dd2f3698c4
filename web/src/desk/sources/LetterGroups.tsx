import { useState } from 'react'
import type { DeadLetterSummary } from '@city/domain/api/deadLetters.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { useSourceText } from './useSourceText.ts'

const shownGroups = 5

/** Dead letters by reason and source; a line chooses its own, again lets go. */
export function LetterGroups(props: {
  summary: DeadLetterSummary
  isChosen: (group: DeadLetterSummary['by'][number]) => boolean
  onChoose: (group: DeadLetterSummary['by'][number] | null) => void
}) {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const sourceText = useSourceText()
  const [all, setAll] = useState(false)
  const { summary, isChosen, onChoose } = props
  const more = summary.by.length - shownGroups
  return (
    <div className="src-groups">
      <table className="desk-table" aria-label={t('sources.letters.groups')}>
        <thead>
          <tr>
            <th scope="col">{t('sources.letters.groups')}</th>
            <th scope="col" className="is-number">
              {t('sources.letters.letters')}
            </th>
            <th scope="col" className="is-number">
              {t('sources.letters.arrivals')}
            </th>
            <th scope="col" className="is-number">
              {t('sources.letters.last')}
            </th>
          </tr>
        </thead>
        <tbody>
          {summary.by.slice(0, all ? undefined : shownGroups).map((group) => {
            const chosen = isChosen(group)
            return (
              <tr key={`${group.reason} ${group.source}`} className={cx(chosen && 'is-chosen')}>
                <th scope="row">
                  <button type="button" aria-pressed={chosen} onClick={() => onChoose(chosen ? null : group)}>
                    {group.text[language]} <small>{sourceText(group.source)}</small>
                  </button>
                </th>
                <td className="is-number num">{format.number(group.letters)}</td>
                <td className="is-number num">{format.number(group.count)}</td>
                <td className="is-number num">{format.moment(Date.parse(group.last_at), now)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {!all && more > 0 && (
        <Button look="quiet" size="s" onPress={() => setAll(true)}>
          {t('sources.letters.moreGroups', { count: more, n: format.number(more) })}
        </Button>
      )}
    </div>
  )
}
