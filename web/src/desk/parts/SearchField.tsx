import type { KeyboardEvent, RefObject } from 'react'
import { useText } from '../../i18n/i18n.ts'

/** The search of a list. Arrow keys go on to the list; Escape empties the field, then leaves it. */
export function SearchField(props: {
  value: string
  placeholder: string
  onChange: (text: string) => void
  field?: RefObject<HTMLInputElement | null>
  steer?: { current: ((key: string) => boolean) | null }
}) {
  const { t } = useText('desk')
  const { value, placeholder, onChange, field, steer } = props
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      if (value) onChange('')
      else event.currentTarget.blur()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (steer?.current?.(event.key)) event.preventDefault()
    }
  }
  return (
    <div className="desk-search">
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <circle cx="6.8" cy="6.8" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M10.4 10.4l4 4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      <input
        {...(field && { ref: field })}
        type="text"
        inputMode="search"
        aria-label={`${t('search')}: ${placeholder}`}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value ? (
        <button type="button" aria-label={t('clear')} onClick={() => onChange('')}>
          ×
        </button>
      ) : (
        <kbd aria-hidden="true">/</kbd>
      )}
    </div>
  )
}
