import { useEffect, useState } from 'react'
import type { DeadLetterSummary } from '@city/domain/api/deadLetters.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../parts/Choice.tsx'
import { spans, type LetterFilter } from './letterFilter.ts'
import { useSourceText } from './useSourceText.ts'

const typingMs = 400

/** Reason, source, station and time of dead letters. Reasons and sources on offer are those that there are. */
export function LetterFilters(props: {
  filter: LetterFilter
  groups: DeadLetterSummary['by']
  onChange: (changes: Partial<LetterFilter>) => void
}) {
  const { t } = useText('desk')
  const language = useLanguage()
  const sourceText = useSourceText()
  const { filter, groups, onChange } = props
  const reasons = new Map(groups.map(({ reason, text }) => [reason, text[language]]))
  const sources = new Set(groups.map(({ source }) => source))
  if (filter.reason !== null && !reasons.has(filter.reason)) reasons.set(filter.reason, filter.reason)
  if (filter.source !== null) sources.add(filter.source)
  const any = Object.values(filter).some((value) => value !== null)
  return (
    <div className="src-filters" role="group" aria-label={t('sources.letters.filters')}>
      <Choice
        label={t('sources.letters.reason')}
        labelled={false}
        value={filter.reason ?? ''}
        options={[
          { value: '', text: t('sources.letters.anyReason') },
          ...[...reasons].map(([value, text]) => ({ value, text })),
        ]}
        onChange={(value) => onChange({ reason: value || null })}
      />
      <Choice
        label={t('sources.letters.source')}
        labelled={false}
        value={filter.source ?? ''}
        options={[
          { value: '', text: t('sources.letters.anySource') },
          ...[...sources].map((value) => ({ value, text: sourceText(value) })),
        ]}
        onChange={(value) => onChange({ source: value || null })}
      />
      <StationField value={filter.station ?? ''} onChange={(value) => onChange({ station: value || null })} />
      <Choice
        label={t('sources.letters.time')}
        labelled={false}
        value={filter.within ?? ''}
        options={[
          { value: '', text: t('sources.letters.anyTime') },
          ...spans.map((value) => ({ value, text: t(`sources.letters.within.${value}`) })),
        ]}
        onChange={(value) => onChange({ within: value === '' ? null : value })}
      />
      {any && (
        <Button
          look="quiet"
          size="s"
          onPress={() => onChange({ reason: null, source: null, station: null, within: null })}
        >
          {t('sources.letters.clear')}
        </Button>
      )}
    </div>
  )
}

/** A station's id; asked for when typing rests. */
function StationField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useText('desk')
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === value) return
    const timer = setTimeout(() => onChange(typed.trim()), typingMs)
    return () => clearTimeout(timer)
  })
  return (
    <input
      type="text"
      className="src-filters__station"
      aria-label={t('sources.letters.stationFilter')}
      placeholder={t('sources.letters.stationFilter')}
      value={typed}
      spellCheck={false}
      autoComplete="off"
      onChange={({ target }) => setTyped(target.value)}
    />
  )
}
