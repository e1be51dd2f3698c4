import { useState, type FormEvent } from 'react'
import type { Withdrawal } from '@city/domain/api/quality.ts'
import { sendJson } from '../../api/sendJson.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { ActFault } from '../sources/ActFault.tsx'
import { useProducerAct } from '../sources/useProducerAct.ts'
import { usePageText } from './usePageText.ts'

/** Takes a decision back, with reason and name; it stays in the list. */
export function WithdrawForm(props: { station: string; id: number; title: string; onDone: () => void }) {
  const t = usePageText()
  const { station, id, title, onDone } = props
  const [reason, setReason] = useState('')
  const [by, setBy] = useState('')
  const act = useProducerAct((key, body: Withdrawal) =>
    sendJson('POST', `/api/v1/stations/${encodeURIComponent(station)}/overrides/${id}/withdraw`, key, body),
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    act.send({ reason, by }, onDone)
  }
  return (
    <form
      className="page-form"
      onSubmit={send}
      aria-label={t('override.withdrawTitle', { parameter: title })}
    >
      <Field label={t('override.reason')} value={reason} onChange={setReason} maxLength={1000} wide />
      <Field label={t('override.by')} value={by} onChange={setBy} maxLength={200} />
      <div className="page-form__foot">
        <Button look="primary" size="s" type="submit" isDisabled={act.busy}>
          {t('override.withdrawSend')}
        </Button>
        <ActFault fault={act.fault} />
      </div>
    </form>
  )
}
