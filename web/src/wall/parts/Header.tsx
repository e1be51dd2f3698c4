import { useCityInfo } from '../../api/queries.ts'
import { useHaltedSince } from '../../api/useHaltedSince.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { ConnectionState } from '../../ui/ConnectionState.tsx'
import { DemoBanner } from '../../ui/DemoBanner.tsx'

/** Which city, which scene, whether values arrive, and the server's clock. */
export function Header(props: { title: string }) {
  const format = useFormat()
  const city = useCityInfo().data
  return (
    <header className="wall-head">
      <h1 className="wall-head__city">{city?.name[format.language] ?? ''}</h1>
      <span className="wall-head__scene">{props.title}</span>
      <DemoBanner form="tag" />
      <ConnectionState haltedSince={useHaltedSince()} />
      <Clock />
    </header>
  )
}

function Clock() {
  const format = useFormat()
  const now = useServerNow(1000)
  return (
    <time className="wall-clock num" dateTime={new Date(now).toISOString()}>
      <span className="wall-clock__date">
        {format.weekday(now)}, {format.date(now)}
      </span>
      <b>{format.time(now)}</b>
    </time>
  )
}
