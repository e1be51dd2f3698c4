import type { DependencyState } from '@city/domain/api/service.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { useReadiness } from '../../api/useReadiness.ts'

/** What the server rests on: each part with its state, since when, and why it is away. While the server itself does not
 *  answer, its last word about them has no colour and is no verdict. */
export function Dependencies() {
  const { t } = useText('desk')
  const query = useReadiness()
  const unheard = Boolean(query.error ?? query.failureReason)
  return (
    <section className="src-parts" aria-label={t('sources.dependencies')}>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('sources.dependenciesWhat')} lines={1}>
        {({ status, dependencies }) => (
          <>
            <p className={cx('src-parts__verdict', `is-${unheard ? 'unheard' : status}`)} role="status">
              {t(`sources.status.${unheard ? 'unheard' : status}`)}
            </p>
            <ul className={cx(unheard && 'is-unheard')}>
              {dependencies.map((one) => (
                <Part key={one.name} part={one} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  )
}

function Part({ part: { name, state, since, required, detail } }: { part: DependencyState }) {
  const { t } = useText('desk')
  const format = useFormat()
  const now = useServerNow()
  return (
    <li className={`src-part is-${state}`}>
      <span className="src-part__name">
        {t(`sources.name.${name}` as 'sources.name.state', { defaultValue: name })}
        {required && <small> {t('sources.required')}</small>}
      </span>
      <span className="src-part__state">
        {t(`sources.state.${state}`)} {t('sources.since', { time: format.moment(Date.parse(since), now) })}
      </span>
      {detail && <span className="src-part__detail">{detail}</span>}
    </li>
  )
}
