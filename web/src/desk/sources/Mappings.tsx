import { useState } from 'react'
import { useMappings } from '../../api/queries.ts'
import { sendJson } from '../../api/sendJson.ts'
import type { MappingItem } from '@city/domain/api/deadLetters.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { ActFault } from './ActFault.tsx'
import { useProducerAct } from './useProducerAct.ts'
import { useStationText } from './useStationText.ts'

/** Every wrong name that is known and what it stands for; those made at a desk can go again. */
export function Mappings() {
  const { t } = useText('desk')
  const query = useMappings()
  return (
    <>
      <p className="desk-note src-records__note">{t('sources.mappings.note')}</p>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('sources.mappings.what')} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('sources.mappings.none')}>{t('sources.mappings.noneHint')}</EmptyState>
          ) : (
            <div className="desk-scroll" tabIndex={0} role="region" aria-label={t('sources.mappings.title')}>
              <table className="desk-table src-records__table">
                <thead>
                  <tr>
                    <th scope="col">{t('sources.mappings.kind')}</th>
                    <th scope="col">{t('sources.mappings.from')}</th>
                    <th scope="col">{t('sources.mappings.to')}</th>
                    <th scope="col">{t('sources.mappings.domain')}</th>
                    <th scope="col">{t('sources.mappings.origin')}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t('sources.mappings.delete')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <MappingRow key={`${one.kind} ${one.from} ${one.domain} ${one.origin}`} mapping={one} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </>
  )
}

function MappingRow({ mapping }: { mapping: MappingItem }) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const format = useFormat()
  const now = useServerNow()
  const language = useLanguage()
  const stationText = useStationText()
  const [asked, setAsked] = useState(false)
  const { kind, from, to, domain, origin, created_at: at, fault } = mapping
  const act = useProducerAct((key) =>
    sendJson('DELETE', `/api/v1/mappings/${kind}/${encodeURIComponent(from)}`, key),
  )
  return (
    <tr>
      <td>{t(`sources.mappings.kinds.${kind}`)}</td>
      <th scope="row" className="src-name">
        {from}
      </th>
      <td className="src-name">{kind === 'station' ? stationText(to) : to}</td>
      <td>{domain === null ? t('sources.mappings.anyDomain') : common(`station.${domain}`)}</td>
      <td>
        {origin === 'profile'
          ? t('sources.mappings.origins.profile')
          : t('sources.mappings.origins.desk', {
              time: at === null ? '–' : format.moment(Date.parse(at), now),
            })}
        {fault && <small className="is-warn"> {fault[language]}</small>}
        <ActFault fault={act.fault} />
      </td>
      <td className="is-number">
        {origin === 'desk' && (
          <Button
            look={asked ? 'plain' : 'quiet'}
            size="s"
            isDisabled={act.busy}
            aria-label={t('sources.mappings.deleteThis', { from })}
            onPress={() => (asked ? act.send(undefined, () => setAsked(false)) : setAsked(true))}
            onBlur={() => setAsked(false)}
          >
            {act.busy
              ? t('sources.mappings.deleting')
              : asked
                ? t('sources.mappings.sure')
                : t('sources.mappings.delete')}
          </Button>
        )}
      </td>
    </tr>
  )
}
