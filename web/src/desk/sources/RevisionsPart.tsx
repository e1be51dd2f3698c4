import { useState } from 'react'
import { Link } from 'react-router'
import type { Revision } from '@city/domain/api/schemas.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import { useRevisions } from '../../api/queries.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow, useStation } from '../../live/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Pager } from '../parts/Pager.tsx'
import { RevisedValue } from '../parts/RevisedValue.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { useSourceText } from './useSourceText.ts'

const limit = 50

/** The corrections of the whole city, newest first. */
export function RevisionsPart() {
  const { t } = useText('desk')
  const [pages, setPages] = useState<readonly string[]>([])
  const next = pages.at(-1)
  const query = useRevisions({ limit, ...(next !== undefined && { next }) })
  return (
    <>
      <p className="desk-note src-records__note">{t('sources.revisions.note')}</p>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('sources.revisions.what')} lines={6}>
        {({ items, next: more }) =>
          items.length === 0 ? (
            <EmptyState title={t('sources.revisions.none')} />
          ) : (
            <>
              <div
                className="desk-scroll"
                tabIndex={0}
                role="region"
                aria-label={t('sources.revisions.title')}
              >
                <table className="desk-table src-records__table">
                  <thead>
                    <tr>
                      <th scope="col">{t('sources.revisions.station')}</th>
                      <th scope="col">{t('sources.revisions.observed')}</th>
                      <th scope="col">{t('sources.revisions.change')}</th>
                      <th scope="col">{t('sources.revisions.revised')}</th>
                      <th scope="col">{t('sources.revisions.from')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((one, at) => (
                      <RevisionRow
                        key={`${one.revised_at} ${one.station} ${one.parameter} ${at}`}
                        revision={one}
                      />
                    ))}
                  </tbody>
                </table>
              </div>
              <Pager pages={pages} next={more} onTurn={setPages} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

function RevisionRow({ revision }: { revision: Revision }) {
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const sourceText = useSourceText()
  const { station: id, time, parameter, source, revised_at: revisedAt } = revision
  const station = useStation(id)
  const known = station && findParameter(station.domain, parameter)
  return (
    <tr>
      <th scope="row" className="src-name">
        <Link to={`/desk/stations/${encodeURIComponent(id)}`}>{id}</Link>
        {station && <small> {station.name[language]}</small>}
      </th>
      <td className="num">{format.moment(Date.parse(time), now)}</td>
      <td>
        {known?.name[language] ?? parameter}
        <br />
        <RevisedValue revision={revision} domain={station?.domain} />
      </td>
      <td className="num">{format.moment(Date.parse(revisedAt), now)}</td>
      <td className="src-name">{sourceText(source)}</td>
    </tr>
  )
}
