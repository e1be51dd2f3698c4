import { usePageText } from './usePageText.ts'

/** What the forms on a chart mean: flags are told by form, not by colour alone. */
export function ChartLegend() {
  const t = usePageText()
  return (
    <ul className="sp-legend">
      <li>
        <svg viewBox="0 0 30 14" aria-hidden="true">
          <path d="M0 9h9M20 5h10" stroke="var(--series-1)" strokeWidth="2" />
        </svg>
        {t('charts.legend.gap')}
      </li>
      <li>
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <path
            d="M7 1.5l5.5 5.5l-5.5 5.5l-5.5-5.5z"
            fill="var(--surface)"
            stroke="var(--ink)"
            strokeWidth="1.5"
          />
        </svg>
        {t('charts.legend.suspect')}
      </li>
      <li>
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <path d="M7 12v-9" stroke="var(--alarm)" strokeWidth="1.5" />
        </svg>
        {t('charts.legend.fail')}
      </li>
      <li>
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <path d="M7 11l-4.5-8h9z" fill="var(--series-2)" />
        </svg>
        {t('charts.legend.revised')}
      </li>
      <li>
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <path d="M7 5l3 3l-3 3l-3-3z" fill="var(--surface)" stroke="var(--ink-2)" />
        </svg>
        {t('charts.legend.doubt')}
      </li>
    </ul>
  )
}
