import { useMemo } from 'react'
import { createFormat, type Format } from './format.ts'
import { useLanguage } from './i18n.ts'

/** The formatters of the page's language; re-renders when it changes. */
export function useFormat(): Format {
  const language = useLanguage()
  return useMemo(() => createFormat(language), [language])
}
