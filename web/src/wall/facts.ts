import type { Format } from '../i18n/format.ts'
import { shortName } from './shortName.ts'
import type { Fact } from './fact.ts'
import { floodFacts, rainFacts } from './rainFacts.ts'
import type { Pictures } from './verdict.ts'
import type { WallText } from './verdictText.ts'

/** All figures of the wall, in the order in which they are shown; the first of each group is its headline. */
export function factsOf(pictures: Pictures, t: WallText, format: Format, now: number): Fact[] {
  const facts = [
    ...airFacts(pictures, t, format),
    ...rainFacts(pictures.rain, t, format),
    ...floodFacts(pictures.flood, t, format, now),
    ...lakeFacts(pictures, t, format),
    ...cameraFacts(pictures, t, format),
    ...dossierFacts(pictures, t, format),
  ]
  return facts.map((fact) => (fact.value === null ? { ...fact, quality: 'none' } : fact))
}

function airFacts({ air }: Pictures, t: WallText, format: Format): Fact[] {
  const base = { group: 'air', quality: air.quality, at: air.asOf, unit: '', brief: '', tone: null } as const
  const [worst] = air.points
  const unknown = air.total - air.known
  const coverage = `${format.number(air.known)}/${format.number(air.total)}`
  return [
    {
      ...base,
      id: 'air-range',
      label: `${t('group.air')} · ${t('common:aqi.name')}`,
      value: air.lowest === null ? null : `${air.lowest}–${air.highest}`,
      note: t('air.rangeNote'),
    },
    {
      ...base,
      id: 'air-worst',
      label: t('air.worstFar'),
      value: worst ? `${worst.value} ${t(`common:aqi.band.${worst.band}`)}` : null,
      note: worst ? shortName(worst.station.name[format.language]) : '',
      tone: worst ? `aqi-${worst.band}` : null,
    },
    {
      ...base,
      id: 'air-known',
      label: t('air.knownFar'),
      value: air.quality === 'current' ? coverage : `0/${format.number(air.total)}`,
      note: unknown > 0 ? t('air.unknownNote', { count: unknown }) : t('air.allKnownNote'),
    },
  ]
}

function lakeFacts({ lake }: Pictures, t: WallText, format: Format): Fact[] {
  const { oxygen, temperature, level } = lake
  const text = (value: number | null, decimals: number) =>
    value === null ? null : format.number(value, decimals)
  const base = (figure: typeof oxygen) =>
    ({ group: 'lake', quality: figure.quality, at: figure.asOf, brief: '', tone: null }) as const
  return [
    {
      ...base(oxygen),
      id: 'lake-oxygen',
      label: t('lake.do'),
      value: text(oxygen.value, 1),
      unit: 'mg/L',
      note: oxygen.station ? shortName(oxygen.station.name[format.language]) : '',
      brief: t('lake.doBrief'),
    },
    {
      ...base(temperature),
      id: 'lake-temperature',
      label: t('lake.temp'),
      value: text(temperature.value, 1),
      unit: '°C',
      note: t('lake.tempNote', { count: temperature.count }),
    },
    {
      ...base(level),
      id: 'lake-level',
      label: t('lake.level'),
      value: text(level.value, 2),
      unit: 'm',
      note: t('lake.levelNote', { count: level.count }),
    },
  ]
}

function cameraFacts({ cameras }: Pictures, t: WallText, format: Format): Fact[] {
  const { online, expected, down, plannedOff, quality, asOf } = cameras
  // Without a camera that was looked at, nothing is known of what is away.
  const brief =
    quality === 'none'
      ? ''
      : t('cameras.brief', { down: format.number(down.length), planned: format.number(plannedOff) })
  return [
    {
      id: 'cameras-up',
      group: 'cameras',
      label: t('cameras.up'),
      value: quality === 'none' ? null : `${format.number(online)}/${format.number(expected)}`,
      unit: '',
      note: brief,
      brief,
      quality,
      at: asOf,
      tone: null,
    },
  ]
}

function dossierFacts({ dossiers }: Pictures, t: WallText, format: Format): Fact[] {
  const { quality, asOf, from, received, inProgress, open, paused, overdue } = dossiers
  const base = { group: 'dossiers', quality, at: asOf, unit: '', brief: '', tone: null } as const
  const count = (value: number | null) => (value === null ? null : format.number(value))
  const rate = (figure: typeof dossiers.onTime) => ({
    value: figure?.value == null ? null : format.percent(figure.value),
    note: figure
      ? t('dossiers.ratio', {
          numerator: format.number(figure.numerator),
          denominator: format.number(figure.denominator ?? 0),
        })
      : '',
  })
  return [
    {
      ...base,
      id: 'dossiers-onTime',
      label: t('dossiers.onTime'),
      ...rate(dossiers.onTime),
      brief: overdue === null ? '' : t('dossiers.brief', { overdue: format.number(overdue) }),
    },
    { ...base, id: 'dossiers-onTime766', label: t('dossiers.onTime766'), ...rate(dossiers.onTime766) },
    { ...base, id: 'dossiers-online', label: t('dossiers.online'), ...rate(dossiers.online) },
    {
      ...base,
      id: 'dossiers-received',
      label: t('dossiers.received'),
      value: count(received),
      note: from === null ? '' : t('dossiers.receivedNote', { from: format.date(from) }),
    },
    {
      ...base,
      id: 'dossiers-open',
      label: t('dossiers.open'),
      value: count(inProgress),
      note: paused === null ? '' : t('dossiers.openNote', { paused: format.number(paused) }),
    },
    {
      ...base,
      id: 'dossiers-overdue',
      label: t('dossiers.overdue'),
      value: count(overdue),
      tone: overdue ? 'warn' : null,
      note: open === null ? '' : t('dossiers.overdueNote', { open: format.number(open) }),
    },
  ]
}
