import { useState, type FormEvent } from 'react'
import type { NewOverride } from '@city/domain/api/quality.ts'
import { sendJson } from '../../api/sendJson.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { localMoment } from '../parts/localTime.ts'
import { ActFault } from '../sources/ActFault.tsx'
import { useProducerAct } from '../sources/useProducerAct.ts'
import { shownParameters } from '../stations/shownParameters.ts'
import type { Draft } from './draft.ts'
import { usePageText } from './usePageText.ts'

const flags = [1, 2, 3, 4] as const

/** Decides the flag of a parameter over a span, with reason and name. */
export function OverrideForm(props: { station: LiveStation; draft: Draft; onSaved: () => void }) {
  const t = usePageText()
  const { t: desk } = useText('desk')
  const language = useLanguage()
  const { station, draft, onSaved } = props
  const [parameter, setParameter] = useState(draft.parameter)
  const [from, setFrom] = useState(draft.from)
  const [to, setTo] = useState(draft.to)
  const [flag, setFlag] = useState<NewOverride['flag']>(4)
  const [reason, setReason] = useState('')
  const [by, setBy] = useState('')
  const act = useProducerAct((key, body: NewOverride) =>
    sendJson('POST', `/api/v1/stations/${encodeURIComponent(station.id)}/overrides`, key, body),
  )
  const [start, end] = [localMoment(from), localMoment(to)]
  const wrongSpan = start !== null && end !== null && Date.parse(end) <= Date.parse(start)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (start === null || end === null || wrongSpan) return
    act.send({ parameter, from: start, to: end, flag, reason, by }, onSaved)
  }
  return (
    <form className="page-form" onSubmit={send}>
      <label>
        {t('override.parameter')}
        <select value={parameter} onChange={({ target }) => setParameter(target.value)}>
          {shownParameters(station).map(({ id, name }) => (
            <option key={id} value={id}>
              {name[language]}
            </option>
          ))}
        </select>
      </label>
      <Field label={t('override.from')} value={from} onChange={setFrom} type="datetime-local" />
      <Field label={t('override.to')} value={to} onChange={setTo} type="datetime-local" />
      <label>
        {t('override.flag')}
        <select
          value={flag}
          onChange={({ target }) => {
            const chosen = flags.find((one) => one === Number(target.value))
            if (chosen) setFlag(chosen)
          }}
        >
          {flags.map((one) => (
            <option key={one} value={one}>
              {desk(`flagWord.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <Field label={t('override.reason')} value={reason} onChange={setReason} maxLength={1000} wide />
      <Field label={t('override.by')} value={by} onChange={setBy} maxLength={200} />
      <div className="page-form__foot">
        <Button look="primary" size="s" type="submit" isDisabled={act.busy || wrongSpan}>
          {t(act.busy ? 'override.sending' : 'override.send')}
        </Button>
        {wrongSpan && <span className="desk-note is-warn">{t('override.wrongSpan')}</span>}
        <ActFault fault={act.fault} />
      </div>
    </form>
  )
}
