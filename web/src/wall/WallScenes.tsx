import { useMemo } from 'react'
import type { CityInfo } from '@city/domain/api/schemas.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useServerNow, useStations } from '../live/useLive.ts'
import { factsOf } from './facts.ts'
import { Header } from './parts/Header.tsx'
import { Progress } from './parts/Progress.tsx'
import { VerdictPanel } from './parts/VerdictPanel.tsx'
import { scenesToShow } from './scene/rotation.ts'
import { factsPerPage, farScenes, type SceneGroup } from './scene/farScenes.ts'
import { useScenePlace } from './scene/useScenePlace.ts'
import { AirScene } from './scenes/AirScene.tsx'
import { DossierScene } from './scenes/DossierScene.tsx'
import { FactPage } from './scenes/FactPage.tsx'
import { LakeScene } from './scenes/LakeScene.tsx'
import { OverviewScene } from './scenes/OverviewScene.tsx'
import { RainScene } from './scenes/RainScene.tsx'
import type { SceneProps } from './scenes/sceneProps.ts'
import { Stage } from './stage/Stage.tsx'
import { useStageSize } from './stage/useStageSize.ts'
import { leading, safeMargin, wallSettings } from './stage/wallSettings.ts'
import { usePictures } from './usePictures.ts'
import { useWallText } from './useWallText.ts'
import { verdictOf } from './verdict.ts'
import { Waiting } from './Waiting.tsx'

const composed = {
  overview: OverviewScene,
  air: AirScene,
  rain: RainScene,
  lake: LakeScene,
  dossiers: DossierScene,
} as const
const nearScenes = (Object.keys(composed) as SceneGroup[]).map((group) => ({ group, facts: [] }))

/** The wall once the city is known: header, verdict, and the scene that is on. */
export function WallScenes({ city }: { city: CityInfo }) {
  const t = useWallText()
  const format = useFormat()
  const now = useServerNow()
  const pictures = usePictures()
  const anyStation = useStations().length > 0
  const { search } = location
  const settings = useMemo(() => wallSettings(search, city.wall), [search, city.wall])
  const size = useStageSize(settings)
  const verdict = verdictOf(pictures)
  const facts = factsOf(pictures, t, format, now)
  const all = size.near ? nearScenes : farScenes(facts, factsPerPage(size))
  // From far away the verdict is a scene of its own and stays in the round.
  const stormGroups = !verdict.storm ? [] : size.near ? ['rain'] : ['overview', 'rain']
  const scenes = scenesToShow(all, settings.scene, stormGroups)
  const place = useScenePlace(scenes.length)
  const scene = scenes[place] ?? scenes[0]
  if (!scene) return null
  if (!anyStation) return <Waiting failing={false} />
  const verdictAlone = !size.near && scene.group === 'overview'
  const inner = { width: size.width * (1 - 2 * safeMargin), height: size.height * (1 - 2 * safeMargin) }
  const room = {
    width: inner.width - (size.near ? 210 : 40) * size.unit,
    height: size.near
      ? 2 * leading * size.headline + 1
      : inner.height - (size.value + 2.6 * size.label) * leading - 110 * size.unit,
  }
  const props: SceneProps = { city, size, pictures, facts }
  const Scene = composed[scene.group]
  return (
    <Stage size={size} className={size.near ? 'wall is-near' : 'wall is-far'}>
      <Header title={t(`scene.${scene.group}`)} />
      {(size.near || verdictAlone) && (
        <VerdictPanel verdict={verdict} pictures={pictures} size={size} room={room} />
      )}
      <main className="wall-scene" key={`${scene.group} ${size.near ? 0 : place}`}>
        {size.near ? <Scene {...props} /> : <FactPage facts={scene.facts} />}
      </main>
      <Progress
        place={place}
        of={scenes.length}
        label={t('progress', { place: place + 1, of: scenes.length })}
      />
    </Stage>
  )
}
