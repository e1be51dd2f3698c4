import { useText } from '../i18n/i18n.ts'
import { Switch } from './Switch.tsx'
import { setSafePalette, useSafePalette } from './theme.ts'

/** Official air colours or the scale that runs from light to dark, for people who cannot tell the official ones apart. */
export function PaletteSwitch() {
  const { t } = useText('common')
  return (
    <Switch isSelected={useSafePalette()} onChange={setSafePalette}>
      {t('palette.safe')}
    </Switch>
  )
}
