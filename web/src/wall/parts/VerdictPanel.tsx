import { useStationAqi } from '../../api/queries.ts'
import type { Format } from '../../i18n/format.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { floodNote, riskRain } from '../rainFacts.ts'
import { bandSince } from '../picture/airPicture.ts'
import { newestOf } from '../picture/quality.ts'
import { fittingPx, regularLetterShare, type StageSize } from '../stage/wallSettings.ts'
import { shortName } from '../shortName.ts'
import { useWallText } from '../useWallText.ts'
import type { Clause, Pictures, Tone, Verdict } from '../verdict.ts'
import { clauseText, sentenceParts, type WallText } from '../verdictText.ts'

/** Under the headline: where the worst is, then since when and what else is to be said, most important first. */
interface Detail {
  text: string
  after: readonly string[]
}

/** "Is the city all right now?" in one sentence, the biggest thing on the wall, with the worst place and since when.
 *  `room`: px for the sentence; it becomes smaller only where it would not fit. */
export function VerdictPanel(props: {
  verdict: Verdict
  pictures: Pictures
  size: StageSize
  room: { width: number; height: number }
}) {
  const t = useWallText()
  const format = useFormat()
  const now = useServerNow()
  const { verdict, pictures, size, room } = props
  const parts = sentenceParts(verdict.clauses, t, format)
  const px = fittingPx(parts, room, size.headline, size.value)
  const worstAir = pictures.air.points[0]
  const aqi = useStationAqi(worstAir?.station.id ?? null).data
  const since = worstAir && aqi ? bandSince(aqi.points, worstAir.band) : null
  const airSince = since && (since.open ? t('sinceOver') : t('since', { time: format.moment(since.at, now) }))
  const detail = detailOf(verdict, pictures, airSince, { t, format, now })
  const letters = size.near ? room.width / (regularLetterShare * size.value) : Number.POSITIVE_INFINITY
  return (
    <section className={`wall-verdict is-${verdict.tone}`} aria-live="polite">
      <ToneSign tone={verdict.tone} label={t(`tone.${verdict.tone}`)} />
      <div className="wall-verdict__text">
        <p className="wall-verdict__sentence" style={{ fontSize: `${px}px` }}>
          {parts.map((part, place) => (
            <span key={place}>{place < parts.length - 1 ? `${part}, ` : part}</span>
          ))}
        </p>
        <p className="wall-verdict__detail">
          <span className="wall-verdict__place">{detail.text}</span>
          {fittingParts(detail, letters).map((part) => (
            <span key={part} className="wall-verdict__after">
              {part}
            </span>
          ))}
        </p>
      </div>
    </section>
  )
}

interface Words {
  t: WallText
  format: Format
  now: number
}

function detailOf(verdict: Verdict, pictures: Pictures, airSince: string | null, words: Words): Detail {
  const { t, format, now } = words
  const { air, rain, flood, lake } = pictures
  const rest = verdict.more.map((clause) => clauseText(clause, t, format))
  const after = (...texts: (string | null)[]) => [...texts, ...rest].filter((text) => text !== null)
  const kind: Clause['is'] | undefined = verdict.clauses[0]?.is
  const nameOf = (one: { name: { vi: string; en: string } }) => shortName(one.name[format.language])
  if (verdict.tone === 'unknown') {
    const at = newestOf([air.asOf, rain.asOf, flood.asOf, lake.oxygen.asOf])
    if (at === null) return { text: t('worst.neverSeen'), after: [] }
    const ago = format.ago(now - at) || t('common:age.now')
    return { text: t('worst.lastSeen', { time: format.moment(at, now), ago }), after: after() }
  }
  const [deepest] = flood.flooded
  if (kind === 'flooded' && deepest)
    return {
      text: t('worst.flood', { place: nameOf(deepest.station) }),
      after: after(...floodNote(deepest, t, format, now).split(' · ')),
    }
  const [worst] = air.points
  if (kind === 'airPoor' && worst)
    return {
      text: t('worst.air', { value: worst.value, place: nameOf(worst.station) }),
      after: after(t(`common:aqi.band.${worst.band}`), airSince),
    }
  const isRisk = kind === 'riskLikely' || kind === 'riskWidespread' || kind === 'riskSevere'
  const risk = riskRain(rain, t, format)
  if (isRisk && risk) return { text: risk, after: after() }
  if ((kind === 'heavyRain' || kind === 'heavyRain2h') && rain.max1h)
    return {
      text: t('worst.rain', { place: nameOf(rain.max1h) }),
      after: after(rain.max1h.suspectMm > 0 ? t('common:risk.unconfirmed') : null),
    }
  if (kind === 'lakeOxygen' && lake.oxygen.station)
    return { text: t('worst.lake', { place: nameOf(lake.oxygen.station) }), after: after() }
  const known = air.known + rain.known + flood.known + lake.oxygen.count
  const total = air.total + rain.total + flood.total + lake.total
  return {
    text: t('worst.coverage', { known: format.number(known), total: format.number(total) }),
    after: after(),
  }
}

/** As many parts after the place as a line of `letters` letters holds, in their order. */
function fittingParts({ text, after }: Detail, letters: number): readonly string[] {
  let used = text.length
  const taken: string[] = []
  for (const part of after) {
    used += part.length + 3
    if (used > letters) break
    taken.push(part)
  }
  return taken
}

const signs: Record<Tone, string> = {
  calm: 'M13 25l8 8 15-17',
  watch: 'M24 13v14M24 34.5v.5',
  alarm: 'M24 13v14M24 34.5v.5',
  unknown: 'M18 19c0-8 12-8 12-.5 0 5-6 5-6 10M24 35v.5',
}

/** Shape and colour of the tone: circle for calm and unknown, triangle for attention, filled for "act now". */
function ToneSign(props: { tone: Tone; label: string }) {
  const { tone } = props
  const warns = tone === 'watch' || tone === 'alarm'
  return (
    <svg className="wall-sign" viewBox="0 0 48 48" role="img" aria-label={props.label}>
      {warns ? (
        <path className="wall-sign__shape" d="M24 4L46 43H2z" />
      ) : (
        <circle className="wall-sign__shape" cx="24" cy="24" r="21" />
      )}
      <path className="wall-sign__mark" d={signs[tone]} transform={warns ? 'translate(0 4)' : undefined} />
    </svg>
  )
}
