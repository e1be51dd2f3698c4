import type { RainDesign } from '@city/domain/api/rain.ts'
import { useRainDesign } from '../../api/environment.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import '../../ui/value.css'
import { useRainText } from './useRainText.ts'

/** Rain of two days against what the drainage is designed for: wettest gauge and median as marks on one bar. */
export function DesignBar() {
  const t = useRainText()
  const query = useRainDesign()
  return (
    <section aria-label={t('design.title')}>
      <Loaded query={query} what={t('whatDesign')} lines={1}>
        {(design) => <Bar design={design} />}
      </Loaded>
    </section>
  )
}

function Bar({ design }: { design: RainDesign }) {
  const t = useRainText()
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const { max, max_with_suspect: wetter, median, design_mm: limit, conflicting, gauges } = design
  const top = Math.max(limit * 1.1, Math.max(max?.mm ?? 0, wetter?.mm ?? 0) * 1.05)
  const place = (mm: number) => `${(100 * mm) / top}%`
  const text = max
    ? t('design.max', {
        mm: format.number(max.mm, 1),
        name: max.name[language],
        percent: format.percent(max.share, 0),
        design: format.number(limit),
      })
    : t('design.none')
  const suspect =
    wetter &&
    t('design.wetter', {
      mm: `${wetter.complete ? '' : '≥ '}${format.quantity(wetter.mm, 'mm', 1)}`,
      name: wetter.name[language],
      percent: format.percent(wetter.share, 0),
    })
  const part = wetter && common('rain.partUnconfirmed', { mm: format.quantity(wetter.suspect_mm, 'mm', 1) })
  const overMore = gauges.over_with_suspect - gauges.over
  return (
    <>
      <p className="rn-design__text">
        <b>{t('design.short')}</b> {text}
        {median && ` · ${t('design.median', { mm: format.number(median.mm, 1) })}`}
        {gauges.over > 0 && <b className="rn-alarm"> {t('design.over', { count: gauges.over })}</b>}
        {suspect && (
          <>
            {' '}
            · {suspect} <span className="ui-unconfirmed">{part}</span>
          </>
        )}
        {overMore > 0 && <b className="ui-unconfirmed">{t('design.overMore', { count: overMore })}</b>}
      </p>
      <div
        className="rn-design"
        role="img"
        aria-label={`${t('design.bar')}: ${text}${suspect ? `; ${suspect} ${part}` : ''}`}
      >
        {wetter && <i className="rn-design__max rn-design__suspect" style={{ width: place(wetter.mm) }} />}
        {max && <i className="rn-design__max" style={{ width: place(max.mm) }} />}
        {median && <i className="rn-design__median" style={{ left: place(median.mm) }} />}
        <i className="rn-design__limit" style={{ left: place(limit) }}>
          <span className="num">{format.number(limit)} mm</span>
        </i>
      </div>
      <details className="rn-design__why">
        <summary>{t('design.why')}</summary>
        <p className="desk-note">
          {design.document.text[language]}.
          {conflicting.map(({ text: other }) => ` ${t('design.conflicting', { text: other[language] })}.`)}
        </p>
      </details>
    </>
  )
}
