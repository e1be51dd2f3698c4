import { useState } from 'react'
import type { DisasterLevel } from '@city/domain/api/flood.ts'
import { useDisasterLevels } from '../../api/environment.ts'
import { sendJson } from '../../api/sendJson.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { ActFault } from '../sources/ActFault.tsx'
import { KeyField } from '../sources/KeyField.tsx'
import { useProducerAct } from '../sources/useProducerAct.ts'
import { LevelForm } from './LevelForm.tsx'
import { useRainText } from './useRainText.ts'

/** The disaster-risk levels that were issued and hold now or soon, each with its bulletin; entered by hand, never computed. */
export function DisasterLevels() {
  const t = useRainText()
  const query = useDisasterLevels()
  const [entering, setEntering] = useState(false)
  return (
    <section className="rn-levels" aria-label={t('levels.title')}>
      <header className="rn-levels__head">
        <h2>{t('levels.title')}</h2>
        <Button look="quiet" size="s" aria-expanded={entering} onPress={() => setEntering(!entering)}>
          {t(entering ? 'levels.cancel' : 'levels.enter')}
        </Button>
      </header>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('whatLevels')} lines={1}>
        {({ items }) => {
          const shown = items.filter(({ state }) => state === 'in_force' || state === 'upcoming')
          if (shown.length === 0) return <p className="rn-second">{t('levels.none')}</p>
          return (
            <ul>
              {shown.map((level) => (
                <Level key={level.id} level={level} changing={entering} />
              ))}
            </ul>
          )
        }}
      </Loaded>
      {entering && (
        <>
          <KeyField />
          <LevelForm onSaved={() => setEntering(false)} />
        </>
      )}
      <p className="desk-note">{t('levels.note')}</p>
    </section>
  )
}

function Level({ level: one, changing }: { level: DisasterLevel; changing: boolean }) {
  const t = useRainText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const [asked, setAsked] = useState(false)
  const act = useProducerAct((key) =>
    sendJson('DELETE', `/api/v1/disaster-levels/${encodeURIComponent(one.id)}`, key),
  )
  const { level, colour, hazard_name: hazard, area, bulletin, issued_by: issuer, state } = one
  return (
    <li className={cx('rn-level', `is-${state}`)}>
      <span
        className="rn-level__sign"
        style={{ background: colour.hex, color: level >= 4 ? '#fff' : '#000' }}
      >
        {t('levels.level', { level })}
      </span>
      <span className="rn-level__text">
        <b>
          {hazard[language]}, {area}
        </b>
        <small>
          {t('levels.bulletin', { bulletin, issuer })} ·{' '}
          {t('levels.valid', {
            from: format.moment(Date.parse(one.valid_from), now),
            to: format.moment(Date.parse(one.valid_to), now),
          })}{' '}
          · {t(`levels.state.${state}`)}
        </small>
        <ActFault fault={act.fault} />
      </span>
      {changing && (
        <Button
          look={asked ? 'plain' : 'quiet'}
          size="s"
          isDisabled={act.busy}
          aria-label={t('levels.withdrawThis', { bulletin })}
          onPress={() => (asked ? act.send(undefined) : setAsked(true))}
          onBlur={() => setAsked(false)}
        >
          {t(asked ? 'levels.sure' : 'levels.withdraw')}
        </Button>
      )}
    </li>
  )
}
