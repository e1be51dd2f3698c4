import { airBands, levelOf } from '../../domainView/airBand.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import { LevelDots } from '../../ui/LevelDots.tsx'
import { shortName } from '../shortName.ts'
import { airShares } from '../parts/bars.ts'
import { FactBlock } from '../parts/FactBlock.tsx'
import { ShareBar } from '../parts/ShareBar.tsx'
import { WallAge } from '../parts/WallAge.tsx'
import type { AirPoint } from '../picture/airPicture.ts'
import { useWallText } from '../useWallText.ts'
import { factNamed, type SceneProps } from './sceneProps.ts'

/** Air over the city: stations by band, the worst stations, the range. */
export function AirScene({ pictures: { air }, facts }: SceneProps) {
  const t = useWallText()
  const format = useFormat()
  const old = air.quality !== 'current'
  return (
    <div className="wall-air">
      <section className="wall-air__bands">
        <header className="wall-row">
          <h2>{t('air.title')}</h2>
          <WallAge at={air.asOf} quality={air.quality} />
        </header>
        <ShareBar shares={airShares(air, format)} faded={old} label={t('air.title')} />
        <ol className={cx('wall-legend', old && 'is-old')}>
          {airBands.map((band) => (
            <li key={band} className={air.counts[band] === 0 ? 'is-zero' : undefined}>
              <i style={{ '--fill': `var(--aqi-${band})` }} />
              {t(`common:aqi.band.${band}`)} <b className="num">{format.number(air.counts[band])}</b>
            </li>
          ))}
          {air.total > air.known && (
            <li>
              <i className="is-unknown" />
              {t('tone.unknown')} <b className="num">{format.number(air.total - air.known)}</b>
            </li>
          )}
        </ol>
      </section>
      <section className="wall-panel wall-air__worst">
        <h3>{t('air.worst')}</h3>
        {air.points.length === 0 && <p className="wall-figure__number">–</p>}
        <ol className="wall-worst">
          {air.points.slice(0, 3).map((point) => (
            <WorstStation key={point.station.id} point={point} old={old} />
          ))}
        </ol>
      </section>
      <div className="wall-air__side">
        <FactBlock fact={{ ...factNamed(facts, 'air-range'), label: t('air.range') }} />
        <FactBlock fact={{ ...factNamed(facts, 'air-known'), label: t('air.known') }} />
      </div>
    </div>
  )
}

function WorstStation({ point: { station, value, band }, old }: { point: AirPoint; old: boolean }) {
  const t = useWallText()
  const format = useFormat()
  const main = station.parameters.find(({ id }) => id === station.index?.main)
  return (
    <li className={old ? 'is-old' : undefined}>
      <span
        className="wall-chip num"
        style={{ '--fill': `var(--aqi-${band})`, '--ink-on-fill': `var(--aqi-${band}-ink)` }}
      >
        {value}
      </span>
      <span className="wall-worst__text">
        <b>{shortName(station.name[format.language])}</b>
        <span>
          {t(`common:aqi.band.${band}`)} <LevelDots level={levelOf(band)} of={6} />
          {main && ` · ${t('air.main', { parameter: main.name[format.language] })}`}
        </span>
      </span>
    </li>
  )
}
