import { useState, type FormEvent } from 'react'
import type { PostedDisasterLevel } from '@city/domain/api/flood.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { sendJson } from '../../api/sendJson.ts'
import { live } from '../../live/live.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { localMoment, localText } from '../parts/localTime.ts'
import { ActFault } from '../sources/ActFault.tsx'
import { useProducerAct } from '../sources/useProducerAct.ts'
import { useRainText } from './useRainText.ts'

const hazards = [
  'heavy_rain',
  'flood',
  'flash_flood_landslide',
  'tropical_depression_storm',
  'tornado_lightning_hail',
  'heat',
  'cold',
  'fog',
  'drought',
  'forest_fire',
  'strong_wind',
  'other',
] as const satisfies readonly PostedDisasterLevel['hazard'][]
const levels = [1, 2, 3, 4, 5] as const

/** Takes down what a bulletin says. */
export function LevelForm({ onSaved }: { onSaved: () => void }) {
  const t = useRainText()
  const [hazard, setHazard] = useState<PostedDisasterLevel['hazard']>('heavy_rain')
  const [level, setLevel] = useState(1)
  const [area, setArea] = useState('')
  const [bulletin, setBulletin] = useState('')
  const [issuer, setIssuer] = useState('')
  const [from, setFrom] = useState(() => localText(live.clock.now()))
  const [to, setTo] = useState(() => localText(live.clock.now() + 24 * hourMs))
  const act = useProducerAct((key, body: PostedDisasterLevel) =>
    sendJson('POST', '/api/v1/disaster-levels', key, body),
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    const [validFrom, validTo] = [localMoment(from), localMoment(to)]
    if (validFrom === null || validTo === null) return
    const body = {
      hazard,
      level,
      area,
      bulletin,
      issued_by: issuer,
      valid_from: validFrom,
      valid_to: validTo,
    }
    act.send(body, onSaved)
  }
  return (
    <form className="page-form" onSubmit={send}>
      <label>
        {t('levels.field.hazard')}
        <select
          value={hazard}
          onChange={({ target }) => {
            const chosen = hazards.find((one) => one === target.value)
            if (chosen) setHazard(chosen)
          }}
        >
          {hazards.map((one) => (
            <option key={one} value={one}>
              {t(`levels.hazard.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('levels.field.level')}
        <select value={level} onChange={({ target }) => setLevel(Number(target.value))}>
          {levels.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <Field label={t('levels.field.bulletin')} value={bulletin} onChange={setBulletin} maxLength={200} />
      <Field label={t('levels.field.issuer')} value={issuer} onChange={setIssuer} maxLength={200} />
      <Field label={t('levels.field.area')} value={area} onChange={setArea} maxLength={500} wide />
      <Field label={t('levels.field.from')} value={from} onChange={setFrom} type="datetime-local" />
      <Field label={t('levels.field.to')} value={to} onChange={setTo} type="datetime-local" />
      <div className="page-form__foot">
        <Button look="primary" size="s" type="submit" isDisabled={act.busy}>
          {t(act.busy ? 'levels.sending' : 'levels.send')}
        </Button>
        <ActFault fault={act.fault} />
      </div>
    </form>
  )
}
