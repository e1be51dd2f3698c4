import type { DossierSummary, IndicatorItem } from '@city/domain/api/schemas.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { cx } from '../../ui/cx.ts'
import { meetsTarget } from './unitFigures.ts'

/** The indicators of a unit: numerator over denominator, value, target. Without a denominator there is no rate, not 0 %.
 *  @param registry the city's indicators: names, targets; those it alone knows are shown for the city
 *  @param city whether the summary is the city's */
export function IndicatorTable(props: {
  summary: DossierSummary
  registry: readonly IndicatorItem[]
  city: boolean
}) {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow(60_000)
  const { summary, registry, city } = props
  const figures = summary.indicators.map(({ code, numerator, denominator, value }) => {
    const known = registry.find((one) => one.code === code)
    return { code, numerator, denominator, value, known, asOf: summary.as_of }
  })
  const others = registry
    .filter(({ code }) => city && !figures.some((one) => one.code === code))
    .map((known) => ({ ...known, known, asOf: known.as_of }))
  return (
    <table className="desk-table dos-indicators">
      <thead>
        <tr>
          <th scope="col">{t('dossiers.indicators.code')}</th>
          <th scope="col">{t('dossiers.indicators.name')}</th>
          <th scope="col" className="is-number">
            {t('dossiers.indicators.fraction')}
          </th>
          <th scope="col" className="is-number">
            {t('dossiers.indicators.value')}
          </th>
          <th scope="col" className="is-number">
            {t('dossiers.indicators.target')}
          </th>
          <th scope="col">{t('dossiers.indicators.verdict')}</th>
          <th scope="col" className="is-number">
            {t('dossiers.indicators.asOf')}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...figures, ...others].map(({ code, numerator, denominator, value, known, asOf }) => {
          const isRate = denominator !== null || known?.unit === '1'
          const target = known?.target ?? null
          const met = meetsTarget(code, value, target)
          const deadline = known?.deadline ? Date.parse(`${known.deadline}T12:00:00+07:00`) : null
          // 97.97 % must not stand as "98,0 %" beside a target of 98 % that it has not met.
          const close =
            target !== null && value !== null && value !== target && Math.abs(value - target) < 0.0005
          const write = (one: number) => (isRate ? format.percent(one, close ? 2 : 1) : format.number(one))
          return (
            <tr key={code}>
              <td className="dos-indicators__code">{code}</td>
              <th scope="row">{known?.name[language] ?? code}</th>
              <td className="is-number num">
                {numerator === null ? '' : format.number(numerator)}
                {denominator !== null && <small> / {format.number(denominator)}</small>}
              </td>
              <td className="is-number num">
                <b>
                  {value === null
                    ? known?.status === 'not_connected'
                      ? t('dossiers.indicators.notConnected')
                      : '–'
                    : write(value)}
                </b>
              </td>
              <td className="is-number num">
                {target === null ? t('dossiers.indicators.noTarget') : format.percent(target, 0)}
              </td>
              <td className={cx('dos-verdict', met === true && 'is-met', met === false && 'is-missed')}>
                {met === null ? '' : met ? t('dossiers.indicators.met') : t('dossiers.indicators.missed')}
                {deadline !== null && (
                  <small className={cx(deadline < now && 'is-past')}>
                    {' '}
                    {t('dossiers.indicators.by', { date: format.date(deadline) })}
                  </small>
                )}
              </td>
              <td className="is-number">
                <Age at={asOf === null ? null : Date.parse(asOf)} form="short" />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
