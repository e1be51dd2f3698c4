import { useEffect, useRef } from 'react'
import { useDossierSummary, useIndicatorList } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useIndicators, useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Section } from '../parts/Section.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { useDeskKeys } from '../parts/useDeskKeys.ts'
import { oneOf, useFilters } from '../parts/useFilters.ts'
import { useUnitNames } from '../parts/useUnitNames.ts'
import { Balance } from './Balance.tsx'
import { DossierPages, dossierFilters } from './DossierPages.tsx'
import { IndicatorTable } from './IndicatorTable.tsx'
import { unitFigures } from './unitFigures.ts'
import { UnitTable } from './UnitTable.tsx'
import './dossiers.css'

const cityCode = '01'

/** `/desk/dossiers?unit=&state=`: every unit in one table, and the figures and dossiers of the chosen one. */
export function DossiersPage() {
  const { t } = useText('desk')
  const format = useFormat()
  const [search, change] = useFilters()
  const field = useRef<HTMLInputElement>(null)
  const unit = search.get('unit') ?? cityCode
  const state = oneOf(dossierFilters, search.get('state')) ?? 'overdue'
  const isCity = unit === cityCode
  const unitName = useUnitNames()
  const city = useDossierSummary()
  const ofUnit = useDossierSummary({ unit })
  const summary = isCity ? city : ofUnit
  const listed = useIndicatorList().data?.items
  const live = useIndicators()
  const registry = live.length > 0 ? live : (listed ?? [])
  useRefetchWhenBehind(city, live.find(({ code }) => code === 'K01')?.as_of ?? null)
  const showCity = () => change({ unit: null })
  useDeskKeys(field, isCity ? undefined : showCity)
  const name = isCity ? t('dossiers.city') : (unitName(unit) ?? unit)

  return (
    <div className="dos">
      <UnitTable
        city={unitFigures({ code: cityCode, name: t('dossiers.city') }, city.data)}
        chosen={unit}
        onChoose={(code) => change({ unit: code === cityCode ? null : code })}
        field={field}
      />
      <section className="desk-card dos-detail" aria-label={name}>
        <StaleAnswer query={summary} />
        <Loaded query={summary} what={t('dossiers.what')} lines={10}>
          {(figures) => (
            <>
              <header className="dos-detail__head">
                <h2>{name}</h2>
                <p>
                  {t('dossiers.period', {
                    from: format.date(Date.parse(figures.from)),
                    to: format.date(Date.parse(figures.to)),
                  })}
                  {' · '}
                  {t('dossiers.received')}:{' '}
                  <Age at={figures.as_of === null ? null : Date.parse(figures.as_of)} />
                </p>
              </header>
              <Section title={t('dossiers.balance.title')}>
                <Balance counts={figures.counts} onState={(one) => change({ state: one })} />
              </Section>
              <Section title={t('dossiers.indicators.title')}>
                <IndicatorTable summary={figures} registry={registry} city={isCity} />
                {!isCity && <p className="desk-note">{t('dossiers.indicators.cityTarget')}</p>}
              </Section>
            </>
          )}
        </Loaded>
        <DossierPages
          key={`${unit}|${state}`}
          unit={unit}
          state={state}
          onState={(one) => change({ state: one })}
        />
      </section>
    </div>
  )
}

/** Asks again, at most every ten seconds, when the live indicators know of a newer message than the answer does. So all
 *  figures on the page stay of one moment and still follow. */
function useRefetchWhenBehind(query: ReturnType<typeof useDossierSummary>, newest: string | null): void {
  const tick = useServerNow(10_000)
  const behind =
    newest !== null &&
    query.data !== undefined &&
    (query.data.as_of === null || Date.parse(newest) > Date.parse(query.data.as_of))
  const { refetch } = query
  useEffect(() => {
    if (behind) void refetch()
  }, [behind, tick, refetch])
}
