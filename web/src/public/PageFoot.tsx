import { useText } from '../i18n/i18n.ts'
import { PaletteSwitch } from '../ui/PaletteSwitch.tsx'

/** Whose data, colours that everybody can tell apart, how to embed the map, where the open data are. */
export function PageFoot() {
  const { t, i18n } = useText('public')
  const snippet = `<script async src="${location.origin}/embed.js" data-layer="air,flood" data-lang="${i18n.language}"></script>`
  return (
    <footer className="public__foot">
      <PaletteSwitch />
      <p>{t('about.text')}</p>
      <details className="public__embed">
        <summary>{t('about.embed')}</summary>
        <p>{t('about.embedText')}</p>
        <code tabIndex={0}>{snippet}</code>
      </details>
      <a href="/api/docs">{t('about.api')}</a>
    </footer>
  )
}
