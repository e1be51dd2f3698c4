import { useText } from '../i18n/i18n.ts'
import { ConnectionState } from '../ui/ConnectionState.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'

/** Name of the page, how it gets its values, language. */
export function PageHead() {
  const { t } = useText('public')
  return (
    <header className="public__head">
      <div>
        <h1 className="public__title">{t('title')}</h1>
        <ConnectionState />
      </div>
      <LanguageSwitch />
    </header>
  )
}
