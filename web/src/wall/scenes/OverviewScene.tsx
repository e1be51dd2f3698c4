import { useFormat } from '../../i18n/useFormat.ts'
import { airShares, floodShares } from '../parts/bars.ts'
import { ShareBar } from '../parts/ShareBar.tsx'
import { Tile } from '../parts/Tile.tsx'
import { useWallText } from '../useWallText.ts'
import { factNamed, type SceneProps } from './sceneProps.ts'
import { WallMap } from './WallMap.tsx'

const domains = ['air', 'rain', 'flood'] as const

/** The whole city: the map, and one figure of each kind. */
export function OverviewScene({ city, size, pictures, facts }: SceneProps) {
  const t = useWallText()
  const format = useFormat()
  const { air, flood } = pictures
  return (
    <div className="wall-overview">
      <WallMap city={city} domains={domains} size={size} zoom={11.25} attention />
      <div className="wall-tiles">
        <Tile fact={{ ...factNamed(facts, 'air-range'), unit: t('common:aqi.name') }}>
          <ShareBar
            shares={airShares(air, format)}
            faded={air.quality !== 'current'}
            label={t('air.title')}
          />
        </Tile>
        <Tile fact={factNamed(facts, pictures.rain.max1h ? 'rain-max' : 'rain-gauges')} />
        <Tile fact={factNamed(facts, 'flood-count')}>
          {flood.flooded.length > 0 ? (
            <ShareBar
              shares={floodShares(flood, format)}
              faded={flood.quality !== 'current'}
              label={t('flood.byClass')}
            />
          ) : undefined}
        </Tile>
        <Tile fact={factNamed(facts, 'lake-oxygen')} />
        <Tile fact={factNamed(facts, 'cameras-up')} />
        <Tile fact={factNamed(facts, 'dossiers-onTime')} />
      </div>
    </div>
  )
}
