import { useStationCollection } from '../api/queries.ts'
import { useText } from '../i18n/i18n.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { ConnectionNotice } from './ConnectionNotice.tsx'

/** What the map or the table lacks: nothing has come yet, could not be had, or no news comes any more (`withLost`:
 *  where nothing else on the screen says so). Empty while all is well. */
export function StageFault({ withLost }: { withLost: boolean }) {
  const { t } = useText('public')
  const registry = useStationCollection()
  const known = registry.data !== undefined
  if (known && !withLost) return null
  return (
    <div className="public__fault">
      {known ? (
        <ConnectionNotice />
      ) : (
        <Loaded query={registry} what={t('what.stations')} lines={2}>
          {() => null}
        </Loaded>
      )}
    </div>
  )
}
