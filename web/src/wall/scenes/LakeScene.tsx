import { useState } from 'react'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useCameras, useConnection, useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import type { Fact } from '../fact.ts'
import { FactBlock } from '../parts/FactBlock.tsx'
import { WallAge } from '../parts/WallAge.tsx'
import { picturesOf, type CameraPicture } from '../picture/cameraPicture.ts'
import { sceneMs } from '../scene/rotation.ts'
import { useFromClock } from '../scene/useScenePlace.ts'
import { shortName } from '../shortName.ts'
import { useWallText } from '../useWallText.ts'
import { useLoadedStill } from './useLoadedStill.ts'
import { factNamed, type SceneProps } from './sceneProps.ts'

const perTurn = 4
/** A still older than three times this is no longer "now". */
const stillIntervalS = 300
const turnAt = (now: number) => Math.floor(now / sceneMs)

/** West Lake's water, and the cameras: how many work, which one is away longest, and stills of four of them. */
export function LakeScene({ pictures, facts }: SceneProps) {
  const t = useWallText()
  const { oxygen } = pictures.lake
  return (
    <div className="wall-lake">
      <section className="wall-panel wall-lake__water">
        <header className="wall-row">
          <h2>{t('group.lake')}</h2>
          <WallAge at={oxygen.asOf} quality={oxygen.quality} />
        </header>
        <FactBlock fact={{ ...factNamed(facts, 'lake-oxygen'), label: t('lake.doShort') }} />
        <div className="wall-lake__pair">
          <FactBlock fact={shortened(facts, 'lake-temperature', t('lake.tempShort'))} size={1.15} />
          <FactBlock fact={shortened(facts, 'lake-level', t('lake.levelShort'))} size={1.15} />
        </div>
      </section>
      <section className="wall-panel">
        <CameraCount cameras={pictures.cameras} fact={factNamed(facts, 'cameras-up')} />
      </section>
      <Mosaic />
    </div>
  )
}

function shortened(facts: readonly Fact[], id: string, label: string): Fact {
  return { ...factNamed(facts, id), label, note: '' }
}

function CameraCount({ cameras: { down }, fact }: { cameras: CameraPicture; fact: Fact }) {
  const t = useWallText()
  const format = useFormat()
  const now = useServerNow()
  const [longest] = down
  const time = longest?.since ? format.moment(Date.parse(longest.since), now) : null
  return (
    <FactBlock fact={{ ...fact, label: t('group.cameras') }} aged>
      {longest && time && (
        <p className="wall-note">{t('cameras.longest', { time, place: shortName(longest.name) })}</p>
      )}
    </FactBlock>
  )
}

/** Stills of some working cameras; each time the scene comes on, others. Stays while the server is away. */
function Mosaic() {
  const t = useWallText()
  const turn = useFromClock(turnAt)
  const { state } = useConnection()
  const [shownTurn, setShownTurn] = useState(turn)
  if (state === 'live' && shownTurn !== turn) setShownTurn(turn)
  const shown = picturesOf(useCameras(), perTurn, shownTurn)
  return (
    <ul className={cx('wall-mosaic', shown.length === 0 && 'is-none')}>
      {shown.map((camera) => (
        <Still key={camera.id} camera={camera} />
      ))}
      {shown.length === 0 && (
        <li className="wall-still">
          <p className="wall-still__none">{t('cameras.noPicture')}</p>
        </li>
      )}
    </ul>
  )
}

function Still({ camera }: { camera: CameraItem }) {
  const t = useWallText()
  const now = useServerNow()
  const still = useLoadedStill(camera)
  const freshness = freshnessOf(still?.at ?? null, stillIntervalS, now)
  const old = freshness === 'stale' || freshness === 'silent'
  const name = shortName(camera.name)
  return (
    <li className={cx('wall-still', old && 'is-old')}>
      {still ? (
        <>
          <img src={still.src} alt={name} />
          <WallAge at={still.at} quality={old ? 'old' : 'current'} />
        </>
      ) : (
        <p className="wall-still__none">{t('cameras.noPicture')}</p>
      )}
      <p className="wall-still__name">{unbrokenParts(name)}</p>
    </li>
  )
}

/** Breaks "Láng - Nguyễn Chí Thanh" only between its streets. */
function unbrokenParts(name: string): string {
  return name
    .split(' - ')
    .map((part) => part.replaceAll(' ', '\u00a0'))
    .join(' - ')
}
