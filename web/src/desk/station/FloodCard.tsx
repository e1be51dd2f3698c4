import { isFloodNow } from '../../domainView/agedFlood.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Card } from '../parts/Card.tsx'
import { Figure } from '../parts/Figure.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import '../rain/rain.css'
import { useAgedFlood } from '../rain/useAgedFlood.ts'
import { RiskGauges } from '../rain/RiskGauges.tsx'
import { usePageText } from './usePageText.ts'

const passes = ['yes', 'slow', 'risk_of_stalling', 'no', 'high_vehicles_only'] as const

/** A flood point now: depth and class, who gets through, since when; of an old depth the number without a word about who
 *  gets through now; then its risk with the reason and the gauges. */
export function FloodCard({ station }: { station: LiveStation }) {
  const t = usePageText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const query = useAgedFlood()
  const passText = (code: string) => {
    const known = passes.find((one) => one === code)
    return known ? t(`flood.pass.${known}`) : code
  }
  return (
    <Card title={t('flood.title')} className="sp__index">
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('flood.missing')} lines={4}>
        {({ items }) => {
          const item = items.find((one) => one.station === station.id)
          if (!item) return null
          const { depth_cm: cm, class_name: name, passable, since, risk, freshness, as_of: asOf } = item
          const old = !isFloodNow(item)
          return (
            <>
              <dl className={cx('page-figures', old && 'is-old')}>
                <Figure
                  label={name?.[language] ?? t('flood.state')}
                  size="l"
                  value={cm === null ? null : format.number(cm)}
                  unit="cm"
                  note={
                    <>
                      {since !== null && t('flood.since', { time: format.moment(Date.parse(since), now) })}
                      {cm !== null && old && (
                        <>
                          <br />
                          <Age
                            at={asOf === null ? null : Date.parse(asOf)}
                            form="short"
                            freshness={freshness}
                          />
                        </>
                      )}
                    </>
                  }
                />
                {passable && !old && (
                  <>
                    <Figure label={t('flood.motorbike')} value={passText(passable.motorbike)} />
                    <Figure label={t('flood.car')} value={passText(passable.car)} />
                  </>
                )}
              </dl>
              <h3 className="sp-sub">
                {t('flood.risk')} <RiskTag level={risk.level} unconfirmed={risk.unconfirmed} />
              </h3>
              <p className="sp-text">{risk.reason[language]}</p>
              <RiskGauges risk={risk} />
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}
