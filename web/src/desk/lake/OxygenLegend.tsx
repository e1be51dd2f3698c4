import { oxygenClasses } from '../../domainView/oxygenClass.ts'
import { useLakeText } from './useLakeText.ts'

/** What colours and letters of the lake's map mean. */
export function OxygenLegend() {
  const t = useLakeText()
  return (
    <ul className="lk-legend">
      {oxygenClasses.map(({ code }) => (
        <li key={code}>
          <i style={{ background: `var(--oxygen-${code})`, color: `var(--oxygen-${code}-ink)` }}>
            {t(`classShort.${code}`)}
          </i>
          {t(`classRange.${code}`)}
        </li>
      ))}
      <li>
        <i className="is-none">–</i>
        {t('legendOld')}
      </li>
    </ul>
  )
}
