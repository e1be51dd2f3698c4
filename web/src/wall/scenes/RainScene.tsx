import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { floodNote, riskSentence } from '../rainFacts.ts'
import { shortName } from '../shortName.ts'
import { floodShares } from '../parts/bars.ts'
import { FactBlock } from '../parts/FactBlock.tsx'
import { ShareBar } from '../parts/ShareBar.tsx'
import { WallAge } from '../parts/WallAge.tsx'
import type { FloodPointNow } from '../picture/floodPicture.ts'
import { useWallText } from '../useWallText.ts'
import { factNamed, type SceneProps } from './sceneProps.ts'
import { WallMap } from './WallMap.tsx'

const both = ['flood', 'rain'] as const
const floodOnly = ['flood'] as const
const classes = [0, 1, 2, 3, 4] as const

/** Rain and flooding: the map, three figures of rain, flood points by depth, the deepest with start and passability. */
export function RainScene({ city, size, pictures: { flood, rain }, facts }: SceneProps) {
  const t = useWallText()
  const format = useFormat()
  const now = useServerNow()
  const old = flood.quality !== 'current'
  const risk = riskSentence(rain, t, format)
  const worst = flood.flooded.slice(0, risk ? 1 : 2)
  return (
    <div className="wall-rain">
      <WallMap city={city} domains={worst.length > 0 ? floodOnly : both} size={size} zoom={12} />
      <div className="wall-rain__figures">
        <FactBlock fact={{ ...factNamed(facts, 'rain-max'), label: t('rain.max1hShort') }} />
        <FactBlock fact={{ ...factNamed(facts, 'rain-gauges'), label: t('rain.rainingShort') }} />
        <FactBlock fact={{ ...factNamed(facts, 'rain-over50'), label: t('rain.over50Short') }} />
      </div>
      <section className="wall-panel wall-rain__flood">
        <header className="wall-row">
          <h2>{worst.length > 0 ? t('flood.byClass') : t('flood.flooded')}</h2>
          <WallAge at={flood.asOf} quality={flood.quality} />
        </header>
        <ShareBar shares={floodShares(flood, format)} faded={old} label={t('flood.byClass')} />
        {flood.known === 0 ? (
          <p className="wall-big">{t('flood.unknown')}</p>
        ) : worst.length === 0 ? (
          <>
            <p className={cx('wall-big', old && 'is-old')}>
              {old && flood.asOf !== null
                ? t('flood.noneThen', { time: format.moment(flood.asOf, now) })
                : t('flood.none')}
            </p>
            <p className="wall-note">{risk ?? (old ? '' : factNamed(facts, 'flood-count').note)}</p>
          </>
        ) : (
          <>
            <ol className={cx('wall-legend', old && 'is-old')}>
              {classes.map((level) => (
                <li key={level} className={flood.byClass[level] === 0 ? 'is-zero' : undefined}>
                  <i style={{ '--fill': `var(--flood-${level})` }} />
                  {t(`flood.short.${level}`)}{' '}
                  <b className="num">{format.number(flood.byClass[level] ?? 0)}</b>
                </li>
              ))}
            </ol>
            <ol className="wall-worst">
              {worst.map((point) => (
                <WorstPoint key={point.station.id} point={point} old={old} />
              ))}
            </ol>
            {risk && <p className="wall-note">{risk}</p>}
          </>
        )}
      </section>
    </div>
  )
}

function WorstPoint({ point, old }: { point: FloodPointNow; old: boolean }) {
  const t = useWallText()
  const format = useFormat()
  const now = useServerNow()
  const { station, cm, depth, since } = point
  return (
    <li className={old ? 'is-old' : undefined}>
      <span
        className="wall-chip num"
        style={{
          '--fill': `var(--flood-${depth.class})`,
          '--ink-on-fill': `var(--flood-${depth.class}-ink)`,
        }}
      >
        {format.quantity(cm, 'cm')}
      </span>
      <span className="wall-worst__text">
        <b>{shortName(station.name[format.language])}</b>
        <span>
          {old && since !== null
            ? t('since', { time: format.moment(since, now) })
            : old
              ? ''
              : floodNote(point, t, format, now)}
        </span>
      </span>
    </li>
  )
}
