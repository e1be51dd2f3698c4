import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { Fact } from './Fact.tsx'
import { Part } from './Part.tsx'

/** Where a station stands, how sure that is, and whose numbers these are. */
export function Where({ station }: { station: LiveStation }) {
  const { t } = useText('public')
  const format = useFormat()
  const { lat, lon, owner, kind, position_quality: quality, interval_s: intervalS } = station
  const minutes = format.number(intervalS / 60)
  return (
    <Part title={t('sheet.where')}>
      <dl className="facts">
        <Fact name={t('sheet.coordinates')}>
          <span className="num">
            {format.number(lat, 5)}° N, {format.number(lon, 5)}° E
          </span>
        </Fact>
        {isQuality(quality) && <Fact name={t('sheet.position')}>{t(`sheet.quality.${quality}`)}</Fact>}
        <Fact name={t('sheet.source')}>{owner || t('sheet.sourceNone')}</Fact>
        {kind && <Fact name={t('sheet.kind')}>{isKind(kind) ? t(`sheet.kinds.${kind}`) : kind}</Fact>}
        <Fact name={station.id}>{t('sheet.interval', { minutes })}</Fact>
      </dl>
    </Part>
  )
}

const qualities = ['surveyed', 'address', 'approximate'] as const
const kinds = [
  'fixed',
  'sensor',
  'reference',
  'research',
  'community',
  'automatic',
  'synoptic',
  'aerodrome',
  'hydrological',
  'shore-sample',
  'buoy',
  'outlet',
  'inlet',
  'level',
] as const
const isQuality = (text: string): text is (typeof qualities)[number] => qualities.some((one) => one === text)
const isKind = (text: string): text is (typeof kinds)[number] => kinds.some((one) => one === text)
