import { useMemo, useRef, useState } from 'react'
import { parametersOf } from '@city/domain/station/parameter.ts'
import { domains } from '@city/domain/station/station.ts'
import { sendJson } from '../../api/sendJson.ts'
import { matchesText } from '../../domainView/foldText.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useStations } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { SearchField } from '../parts/SearchField.tsx'
import { ActFault } from './ActFault.tsx'
import { unitsFor, type WrongName } from './mapTargets.ts'
import { useProducerAct } from './useProducerAct.ts'

const shownTargets = 8

interface Target {
  to: string
  name: string
  /** Looked for besides id and name: the name in the other language. */
  also: string
}

/** Says what a wrong name means: a searchable list of what there is, one is chosen, and it holds from then on. */
export function FixMapping(props: { wrong: WrongName; onSaved: (to: string) => void; onClose: () => void }) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const format = useFormat()
  const { wrong, onSaved, onClose } = props
  const { kind, from, domain } = wrong
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const act = useProducerAct((key, body: object) => sendJson('POST', '/api/v1/mappings', key, body))
  const targets = useTargets(wrong)
  const matching = targets.filter(({ to, name, also }) => matchesText(text, to, name, also))
  const more = matching.length - shownTargets
  // What holds in one domain alone is said so: a name may mean something else elsewhere.
  const within = kind === 'station' ? null : domain
  return (
    <div className="src-fix">
      <h3>{t(`sources.fix.title.${kind}`, { from })}</h3>
      <SearchField
        value={text}
        placeholder={t(`sources.fix.search.${kind}`)}
        onChange={setText}
        field={field}
      />
      {matching.length === 0 ? (
        <p className="desk-note">{t('sources.fix.none')}</p>
      ) : (
        <ul aria-label={t(`sources.fix.list.${kind}`)}>
          {matching.slice(0, shownTargets).map(({ to, name }) => (
            <li key={to}>
              <button type="button" aria-pressed={to === chosen} onClick={() => setChosen(to)}>
                <b>{to}</b> {name !== to && name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <p className="desk-note">{t('sources.fix.more', { count: more, n: format.number(more) })}</p>
      )}
      {within && (
        <p className="desk-note">{t('sources.fix.domain', { domain: common(`station.${within}`) })}</p>
      )}
      <ActFault fault={act.fault} />
      <p className="src-fix__acts">
        <Button
          look="primary"
          size="s"
          isDisabled={chosen === null || act.busy}
          onPress={() => {
            if (chosen === null) return
            act.send({ kind, from, to: chosen, ...(within && { domain: within }) }, () => onSaved(chosen))
          }}
        >
          {act.busy ? t('sources.fix.saving') : t('sources.fix.save', { from, to: chosen ?? '…' })}
        </Button>
        <Button look="quiet" size="s" onPress={onClose}>
          {t('sources.fix.cancel')}
        </Button>
      </p>
    </div>
  )
}

function useTargets(wrong: WrongName): Target[] {
  const language = useLanguage()
  const stations = useStations()
  return useMemo(() => {
    const other = language === 'vi' ? 'en' : 'vi'
    if (wrong.kind === 'unit') return unitsFor(wrong).map((to) => ({ to, name: to, also: '' }))
    if (wrong.kind === 'station')
      return stations.map(({ id, name }) => ({ to: id, name: name[language], also: name[other] }))
    const known = (wrong.domain ? [wrong.domain] : domains).flatMap((one) => parametersOf(one))
    const byId = new Map(known.map((one) => [one.id, one]))
    return [...byId.values()].map(({ id, name }) => ({ to: id, name: name[language], also: name[other] }))
  }, [wrong, stations, language])
}
