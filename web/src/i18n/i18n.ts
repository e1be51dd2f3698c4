import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { commonEn } from './common.en.ts'
import { commonVi } from './common.vi.ts'
import { isLanguage, type Language } from './languages.ts'

/** `useText('public')` gives `t` for one namespace: `const { t } = useText('common')`. */
export const useText = useTranslation

function storedLanguage(): string | null {
  try {
    return localStorage.getItem('lang')
  } catch {
    return null // storage is closed in some embeds
  }
}

/** The language asked for by `?lang=`, else the one chosen before, else Vietnamese. */
export function firstLanguage(search: string, stored: string | null): Language {
  const asked = new URLSearchParams(search).get('lang')
  if (isLanguage(asked)) return asked
  return isLanguage(stored) ? stored : 'vi'
}

/** Starts i18n with the common texts; call once, before the first render. */
export function startI18n(): void {
  i18next.on('languageChanged', (language) => (document.documentElement.lang = language))
  void i18next.use(initReactI18next).init({
    lng: firstLanguage(location.search, storedLanguage()),
    fallbackLng: 'vi',
    initAsync: false,
    defaultNS: 'common',
    resources: { vi: { common: commonVi }, en: { common: commonEn } },
    interpolation: { escapeValue: false },
  })
}

/** Adds a door's own texts; called by the door's page module, so that other doors do not load them. */
export function addTexts(namespace: string, texts: Record<Language, object>): void {
  for (const [language, resource] of Object.entries(texts))
    i18next.addResourceBundle(language, namespace, resource, true, true)
}

/** Changes the language of the page and keeps the choice. */
export function setLanguage(language: Language): void {
  void i18next.changeLanguage(language)
  try {
    localStorage.setItem('lang', language)
  } catch {
    // storage is closed: the choice holds for this page only
  }
}

/** The language of the page; re-renders on change. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return isLanguage(i18n.language) ? i18n.language : 'vi'
}
