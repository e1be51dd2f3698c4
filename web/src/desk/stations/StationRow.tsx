import { memo } from 'react'
import { flag as flags } from '@city/domain/quality/flag.ts'
import { headlineOf, lookOf, shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow, useStation } from '../../live/useLive.ts'
import { Glyph } from '../../map/Glyph.tsx'
import { Age } from '../../ui/Age.tsx'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { cx } from '../../ui/cx.ts'
import { FlagMark } from '../../ui/FlagMark.tsx'
import { shownParameter } from './shownParameters.ts'

/** One station in the list: mark or index, name, headline value, age. Ticks in place. */
export const StationRow = memo(function StationRow({ id }: { id: string }) {
  const station = useStation(id)
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  if (!station) return null
  const { parameter, value, flag } = headlineOf(station)
  const known = shownParameter(station, parameter)
  const freshness = shownFreshness(station, now)
  const look = lookOf(station, now)
  const shown = value !== null && freshness !== 'silent' && flag !== flags.fail
  return (
    <div className={cx('st-row', `is-${freshness}`)}>
      <span className="st-row__mark">
        {station.domain === 'air' ? (
          <AqiBadge
            size="s"
            named={false}
            value={station.index?.value ?? null}
            band={station.index?.band ?? null}
            freshness={freshness}
          />
        ) : (
          <Glyph look={{ ...look, calm: true }} />
        )}
      </span>
      <span className="st-row__line">
        <span className="st-row__name" title={station.name[language]}>
          {station.name[language]}
        </span>
        <span className="st-row__value">
          <FlagMark flag={flag} />
          {shown ? (
            <>
              <b className="num">{format.number(value, known?.decimals ?? 1)}</b>{' '}
              <span className="st-row__unit">{known?.unit}</span>
            </>
          ) : (
            <b>–</b>
          )}
        </span>
      </span>
      <span className="st-row__line is-quiet">
        <span className="st-row__id">
          {station.id}
          {known && ` · ${known.name[language]}`}
        </span>
        <span className="st-row__age">
          <Age at={station.time} form="short" freshness={freshness} />
        </span>
      </span>
    </div>
  )
})
