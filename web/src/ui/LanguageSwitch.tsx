import { setLanguage, useLanguage, useText } from '../i18n/i18n.ts'
import { languages } from '../i18n/languages.ts'
import { SegmentedControl } from './SegmentedControl.tsx'

const names = { vi: 'Tiếng Việt', en: 'English' }

/** Vietnamese or English; changes texts, numbers and dates at once and keeps the choice. */
export function LanguageSwitch() {
  const { t } = useText('common')
  return (
    <SegmentedControl
      label={t('language.label')}
      value={useLanguage()}
      options={languages.map((value) => ({ value, text: value.toUpperCase(), label: names[value] }))}
      onChange={setLanguage}
    />
  )
}
