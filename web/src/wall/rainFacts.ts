import type { Format } from '../i18n/format.ts'
import type { Fact } from './fact.ts'
import { passOf, type FloodPicture, type FloodPointNow } from './picture/floodPicture.ts'
import type { RainPicture, Wettest } from './picture/rainPicture.ts'
import { shortName } from './shortName.ts'
import type { WallText } from './verdictText.ts'

/** "57,4" with its sign when intervals are missing: a lower bound says so. */
function rainText(wettest: Wettest, t: WallText, format: Format): string {
  const amount = format.number(wettest.mm, wettest.mm > 0 ? 1 : 0)
  return wettest.lowerBound && wettest.mm > 0 ? t('rain.atLeast', { amount }) : amount
}

/** Figures of rain. */
export function rainFacts(rain: RainPicture, t: WallText, format: Format): Fact[] {
  const base = { group: 'rain', quality: rain.quality, at: rain.asOf, tone: null } as const
  const { max1h } = rain
  const place = max1h ? shortName(max1h.name[format.language]) : ''
  const where = !max1h ? '' : max1h.mm > 0 ? place : t('rain.dry')
  const words = t('common:risk.unconfirmed')
  const doubt = max1h && max1h.suspectMm > 0 ? `${words} · ${place}` : null
  /** "2 chưa kiểm chứng" in place of what the share counts. */
  const some = (suspect: number, note: string) => (suspect > 0 ? `${format.number(suspect)} ${words}` : note)
  const share = (part: number, of: number) => (of > 0 ? `${format.number(part)}/${format.number(of)}` : null)
  return [
    {
      ...base,
      id: 'rain-max',
      label: t('rain.max1h'),
      value: max1h ? rainText(max1h, t, format) : null,
      unit: 'mm',
      // Where a risk is told, its sentence names the gauge; two lines here would take the room of that one.
      note: doubt && rain.level ? words : (doubt ?? where),
      unconfirmed: doubt !== null,
      brief: doubt ?? (max1h && max1h.mm > 0 ? t('rain.maxBrief', { place }) : where),
    },
    {
      ...base,
      id: 'rain-gauges',
      label: t('rain.raining'),
      value: share(rain.raining, rain.known),
      unit: '',
      note: some(rain.rainingSuspect, t('rain.rainingNote')),
      brief: some(rain.rainingSuspect, t('rain.rainingBrief')),
      unconfirmed: rain.rainingSuspect > 0,
    },
    {
      ...base,
      id: 'rain-over50',
      label: t('rain.over50'),
      value: share(rain.over50, rain.known2h),
      unit: '',
      note: some(rain.over50Suspect, t('rain.over50Note')),
      brief: '',
      unconfirmed: rain.over50Suspect > 0,
      tone: rain.over50 > rain.over50Suspect ? 'rain-5' : null,
    },
  ]
}

/** "từ 14:05 · chỉ xe gầm cao qua được" */
export function floodNote({ since, depth }: FloodPointNow, t: WallText, format: Format, now: number): string {
  const pass = t(`pass.${passOf(depth)}`)
  return since === null ? pass : `${t('since', { time: format.moment(since, now) })} · ${pass}`
}

/** Figures of flooding; the deepest point only where there is one. */
export function floodFacts(flood: FloodPicture, t: WallText, format: Format, now: number): Fact[] {
  const base = { group: 'flood', quality: flood.quality, at: flood.asOf } as const
  const [worst] = flood.flooded
  const [known, total] = [format.number(flood.known), format.number(flood.total)]
  const cm = worst ? format.number(worst.cm) : ''
  const counted: Fact = {
    ...base,
    id: 'flood-count',
    label: t('flood.flooded'),
    value: flood.known > 0 ? `${format.number(flood.flooded.length)}/${known}` : null,
    unit: '',
    note: flood.quality === 'current' ? t('flood.noneNote', { known, total }) : '',
    brief: worst ? t('flood.floodedBrief', { cm }) : t('flood.noneBrief'),
    tone: worst ? `flood-${worst.depth.class}` : null,
  }
  if (!worst) return [counted]
  const note = `${shortName(worst.station.name[format.language])} · ${floodNote(worst, t, format, now)}`
  const deepest = { id: 'flood-worst', label: t('flood.worst'), value: cm, unit: 'cm', note, brief: '' }
  return [counted, { ...base, ...deepest, tone: `flood-${worst.depth.class}` }]
}

/** "Nguy cơ ngập diện rộng: 79 mm/2 giờ, Long Biên": the worst risk that rain makes now; null while there is none. */
export function riskSentence(rain: RainPicture, t: WallText, format: Format): string | null {
  const amount = riskRain(rain, t, format)
  return rain.level && amount ? t(`rain.risk.${rain.level.code}`, { rain: amount }) : null
}

/** "79 mm/2 giờ, Long Biên": the rain that makes that risk, marked while it is not confirmed. */
export function riskRain({ level }: RainPicture, t: WallText, format: Format): string | null {
  if (!level) return null
  const text = t('rain.riskRain', {
    mm: format.number(level.mm),
    hours: format.number(level.windowMin / 60),
    place: shortName(level.name[format.language]),
  })
  return level.unconfirmed ? `${text} (${t('common:risk.unconfirmed')})` : text
}
