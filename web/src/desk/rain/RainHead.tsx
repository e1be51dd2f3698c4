import type { UseQueryResult } from '@tanstack/react-query'
import type { FloodList } from '@city/domain/api/flood.ts'
import type { RainTotals } from '@city/domain/api/rain.ts'
import { isFloodNow, rainStandsMs } from '../../domainView/agedFlood.ts'
import { riskLevelOf, riskRank } from '../../domainView/riskLevel.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { DisasterLevels } from './DisasterLevels.tsx'
import { useRainText } from './useRainText.ts'

/** The page in two sentences: how it rains and whether it floods; beside them the levels that were issued. */
export function RainHead(props: { totals: UseQueryResult<RainTotals>; flood: UseQueryResult<FloodList> }) {
  const { totals, flood } = props
  const t = useRainText()
  const language = useLanguage()
  const { t: common } = useText('common')
  const old = isFailing(totals) || isFailing(flood)
  const format = useFormat()
  const now = useServerNow(60_000)
  const answeredAt = totals.data ? Date.parse(totals.data.now) : now
  const past = now - answeredAt > rainStandsMs
  const level = totals.data?.level
  const worst = flood.data?.items
    .map(({ risk }) => risk)
    .toSorted(
      (a, b) => riskRank(b.level) - riskRank(a.level) || Number(a.unconfirmed) - Number(b.unconfirmed),
    )[0]
  return (
    <header className="rn__head page-card">
      <div className="rn-words">
        <StaleAnswer query={isFailing(totals) ? totals : flood} />
        <p className="rn-kicker">{t(old || past ? 'headline.kickerOld' : 'headline.kicker')}</p>
        {!level && totals.isLoading && <Skeleton lines={2} label={common('loading')} />}
        {level && (
          <p className={cx('rn-headline', !past && `is-${level.confirmed_code}`)}>
            {past ? t('headline.unknown') : level.text[language]}{' '}
            {worst && <RiskTag level={worst.level} unconfirmed={worst.unconfirmed} />}
          </p>
        )}
        {level && past && (
          <p className="rn-second">
            {t('headline.lastText', { time: format.moment(answeredAt, now), text: level.text[language] })}
          </p>
        )}
        {flood.data && <FloodSentence flood={flood.data} />}
        {totals.data && <BlockedSentence totals={totals.data} />}
      </div>
      <DisasterLevels />
    </header>
  )
}

const isFailing = ({ error, failureReason, data }: UseQueryResult<unknown>) =>
  data !== undefined && Boolean(error ?? failureReason)

/** Gauges that nobody should take for dry. */
function BlockedSentence({ totals: { items } }: { totals: RainTotals }) {
  const t = useRainText()
  const language = useLanguage()
  const blocked = items.filter((one) => one.blocked)
  if (blocked.length === 0) return null
  const names = blocked.map(({ name }) => name[language]).join(', ')
  return <p className="rn-second">{t('headline.blocked', { count: blocked.length, names })}</p>
}

function FloodSentence({ flood: { items } }: { flood: FloodList }) {
  const t = useRainText()
  const language = useLanguage()
  const format = useFormat()
  const current = items.filter(isFloodNow)
  const flooded = current
    .filter((one) => (one.class ?? 0) > 0)
    .toSorted((a, b) => (b.depth_cm ?? 0) - (a.depth_cm ?? 0))
  const [deepest] = flooded
  const risky = items.filter(({ risk }) => (riskLevelOf(risk.level) ?? 0) >= 1).length
  const unknown = items.filter(({ risk }) => risk.level === 'unknown').length
  return (
    <p className="rn-second">
      {deepest
        ? t('headline.flooded', {
            count: flooded.length,
            cm: format.number(deepest.depth_cm ?? 0),
            name: deepest.name[language],
          })
        : current.length > 0
          ? t('headline.dry')
          : t('headline.floodUnknown')}{' '}
      {risky > 0 && t('headline.risk', { count: risky })}{' '}
      {unknown > 0 && t('headline.riskUnknown', { count: unknown })}
    </p>
  )
}
