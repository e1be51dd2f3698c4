import type { ReactNode } from 'react'
import type { DossierSummary } from '@city/domain/api/schemas.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import { balanceOf } from './unitFigures.ts'

/** carried + received = ended + in progress + paused, with what each is made of. What is off is said loudly.
 *  @param onState opens the dossiers of a state */
export function Balance(props: { counts: DossierSummary['counts']; onState: (state: string) => void }) {
  const { t } = useText('desk')
  const format = useFormat()
  const { counts, onState } = props
  const { ended, in_progress: progress, paused } = counts
  const { left, right } = balanceOf(counts)
  const part = (key: 'early' | 'onTime' | 'late' | 'inTime' | 'overdue', value: number, state: string) => (
    <button
      type="button"
      className={cx((key === 'late' || key === 'overdue') && value > 0 && 'is-alarm')}
      onClick={() => onState(state)}
    >
      {t(`dossiers.balance.${key}`, { n: format.number(value) })}
    </button>
  )
  return (
    <div className={cx('dos-balance', left !== right && 'is-broken')}>
      <ol>
        <Term name={t('dossiers.balance.carried')} value={counts.carried} />
        <Term sign="+" name={t('dossiers.balance.received')} value={counts.received} />
        <Term sign="=" name={t('dossiers.balance.ended')} value={ended.early + ended.on_time + ended.late}>
          {part('early', ended.early, 'ended_early')}
          {part('onTime', ended.on_time, 'ended_on_time')}
          {part('late', ended.late, 'ended_late')}
        </Term>
        <Term sign="+" name={t('dossiers.balance.progress')} value={progress.in_time + progress.overdue}>
          {part('inTime', progress.in_time, 'in_progress')}
          {part('overdue', progress.overdue, 'in_progress_overdue')}
        </Term>
        <Term sign="+" name={t('dossiers.balance.paused')} value={paused.in_time + paused.overdue}>
          {part('inTime', paused.in_time, 'paused')}
          {part('overdue', paused.overdue, 'paused_overdue')}
        </Term>
      </ol>
      <p role={left === right ? undefined : 'alert'}>
        <b>
          {left === right
            ? t('dossiers.balance.holds', { left: format.number(left), right: format.number(right) })
            : t('dossiers.balance.broken', {
                left: format.number(left),
                right: format.number(right),
                difference: format.number(left - right),
              })}
        </b>{' '}
        {t('dossiers.balance.refused', { n: format.number(counts.refused) })}
      </p>
    </div>
  )
}

function Term(props: { sign?: string; name: string; value: number; children?: ReactNode }) {
  const format = useFormat()
  return (
    <li>
      <span className="dos-balance__name">{props.name}</span>
      <span className="dos-balance__value num">
        {props.sign && <i aria-hidden="true">{props.sign}</i>}
        {format.number(props.value)}
      </span>
      {props.children && <span className="dos-balance__parts">{props.children}</span>}
    </li>
  )
}
