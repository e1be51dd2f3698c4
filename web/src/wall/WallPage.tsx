import { layers } from '@city/domain/live/events.ts'
import { useCityInfo } from '../api/queries.ts'
import { addTexts, useText } from '../i18n/i18n.ts'
import { useSocketFeed } from '../live/feeds.ts'
import { useTheme } from '../ui/theme.ts'
import { useTitle } from '../ui/useTitle.ts'
import { WallScenes } from './WallScenes.tsx'
import { Waiting } from './Waiting.tsx'
import { Watchdog } from './watchdog/Watchdog.tsx'
import { WallFault } from './watchdog/WallFault.tsx'
import { wallEn } from './wall.en.ts'
import { wallVi } from './wall.vi.ts'
import './wall.css'
import './scenes.css'

addTexts('wall', { vi: wallVi, en: wallEn })

/** `/wall`: the city at a glance, nobody at the keyboard. `?scene=` keeps one scene, `?distance=` (m) and `?panel=` (mm)
 *  replace the city's settings, `?lang=en` changes the language. */
export function WallPage() {
  useTheme('dark')
  const { t } = useText('wall')
  useTitle(t('title'))
  useSocketFeed(layers)
  const city = useCityInfo()
  return (
    <>
      <Watchdog />
      <WallFault>
        {city.data ? <WallScenes city={city.data} /> : <Waiting failing={city.failureCount > 0} />}
      </WallFault>
    </>
  )
}
