import { useState } from 'react'
import { dossierStates } from '@city/domain/dossier/classify.ts'
import { useDossiers } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Choice } from '../parts/Choice.tsx'
import { Pager } from '../parts/Pager.tsx'
import { Section } from '../parts/Section.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'

/** What the list can be asked for: groups first, then single states. */
export const dossierFilters = ['all', 'overdue', 'open', 'ended', ...dossierStates] as const
export type DossierFilter = (typeof dossierFilters)[number]
const limit = 50

/** The dossiers behind a unit's figures, by state, page by page. Give it a key of unit and state: pages belong to them. */
export function DossierPages(props: {
  unit: string
  state: DossierFilter
  onState: (state: DossierFilter) => void
}) {
  const { t } = useText('desk')
  const format = useFormat()
  const now = useServerNow(60_000)
  const { unit, state, onState } = props
  const [pages, setPages] = useState<readonly string[]>([])
  const next = pages.at(-1)
  const query = useDossiers({
    unit,
    limit,
    ...(state !== 'all' && { state }),
    ...(next !== undefined && { next }),
  })
  const time = (at: string | null) => (at === null ? '–' : format.moment(Date.parse(at), now))
  const day = (at: string | null) => (at === null ? '–' : format.date(Date.parse(at)))
  const stateText = (one: string) =>
    t(`dossiers.state.${one}` as 'dossiers.state.open', { defaultValue: one })
  return (
    <Section
      title={t('dossiers.list.title')}
      aside={
        <Choice
          label={t('dossiers.list.state')}
          value={state}
          options={dossierFilters.map((value) => ({ value, text: t(`dossiers.state.${value}`) }))}
          onChange={onState}
        />
      }
    >
      <p className="desk-note">{t('dossiers.list.note')}</p>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('dossiers.list.what')} lines={8}>
        {({ items, next: more }) =>
          items.length === 0 ? (
            <EmptyState title={t('dossiers.list.none')} />
          ) : (
            <>
              <div className="dos-list">
                <table className="desk-table">
                  <thead>
                    <tr>
                      <th scope="col">{t('dossiers.list.code')}</th>
                      <th scope="col">{t('dossiers.list.procedure')}</th>
                      <th scope="col">{t('dossiers.list.state')}</th>
                      <th scope="col">{t('dossiers.list.channel')}</th>
                      <th scope="col" className="is-number">
                        {t('dossiers.list.receivedAt')}
                      </th>
                      <th scope="col" className="is-number">
                        {t('dossiers.list.dueAt')}
                      </th>
                      <th scope="col" className="is-number">
                        {t('dossiers.list.endedAt')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((one) => (
                      <tr key={one.code}>
                        <td className="dos-list__code num">
                          {one.code}
                          {!one.code_valid && (
                            <small className="is-warn"> {t('dossiers.list.badCode')}</small>
                          )}
                        </td>
                        <td>
                          {one.procedure}
                          <small>{one.unit_name}</small>
                        </td>
                        <td className={cx(/overdue|late/.test(one.state) && 'is-alarm')}>
                          {stateText(one.state)}
                        </td>
                        <td>{t(`dossiers.channel.${one.channel}`)}</td>
                        <td className="is-number num">{time(one.received_at)}</td>
                        <td className="is-number num">{day(one.due_at)}</td>
                        <td className="is-number num">{time(one.ended_at)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <Pager pages={pages} next={more} onTurn={setPages} />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
