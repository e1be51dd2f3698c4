import { useEffect, useRef, useState } from 'react'
import type { OverrideItem } from '@city/domain/api/quality.ts'
import { useOverrides } from '../../api/environment.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Card } from '../parts/Card.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { KeyField } from '../sources/KeyField.tsx'
import { shownParameter } from '../stations/shownParameters.ts'
import type { Draft } from './draft.ts'
import { OverrideForm } from './OverrideForm.tsx'
import { usePageText } from './usePageText.ts'
import { WithdrawForm } from './WithdrawForm.tsx'

/** Flags that people changed: who, when, why; a new one, and the way back. */
export function OverridesCard(props: {
  station: LiveStation
  draft: Draft | null
  onDraft: (draft: Draft | null) => void
}) {
  const t = usePageText()
  const { station, draft, onDraft } = props
  const query = useOverrides(station.id)
  const [withdrawing, setWithdrawing] = useState<number | null>(null)
  const [saved, setSaved] = useState(false)
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (draft) card.current?.scrollIntoView({ block: 'nearest' })
  }, [draft])
  const start = () => onDraft({ parameter: station.parameters[0]?.id ?? '', from: '', to: '' })
  return (
    <Card
      title={t('override.title')}
      note={t('override.note')}
      className="sp__overrides"
      aside={
        <Button size="s" onPress={() => (draft ? onDraft(null) : start())}>
          {t(draft ? 'override.cancel' : 'override.new')}
        </Button>
      }
    >
      <div ref={card}>
        {(draft !== null || withdrawing !== null) && <KeyField />}
        {draft && (
          <OverrideForm
            key={`${draft.parameter} ${draft.from} ${draft.to}`}
            station={station}
            draft={draft}
            onSaved={() => {
              onDraft(null)
              setSaved(true)
            }}
          />
        )}
        {saved && !draft && (
          <p className="src-act" role="status">
            {t('override.saved')}
          </p>
        )}
        <StaleAnswer query={query} />
        <Loaded query={query} what={t('override.what')} lines={2}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="desk-none">{t('override.none')}</p>
            ) : (
              <ul className="sp-overrides">
                {items.map((item) => (
                  <Item
                    key={item.id}
                    item={item}
                    station={station}
                    open={item.id === withdrawing}
                    onOpen={(open) => setWithdrawing(open ? item.id : null)}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Card>
  )
}

function Item(props: {
  item: OverrideItem
  station: LiveStation
  open: boolean
  onOpen: (open: boolean) => void
}) {
  const t = usePageText()
  const { t: desk } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const { item, station, open, onOpen } = props
  const { id, parameter, from, to, flag, reason, by, at, withdrawn } = item
  const name = shownParameter(station, parameter)?.name[language] ?? parameter
  const moment = (time: string) => format.moment(Date.parse(time), now)
  return (
    <li className={cx(withdrawn && 'is-withdrawn')}>
      <span>
        <b>{name}</b>{' '}
        <span className="num">{t('override.when', { from: moment(from), to: moment(to) })}</span> →{' '}
        {desk(`flagWord.${flag}`)}
        <br />
        {reason}
        <br />
        <small>{t('override.who', { by, time: moment(at) })}</small>
        {withdrawn && (
          <small>
            <br />
            {t('override.withdrawn', {
              by: withdrawn.by,
              time: moment(withdrawn.at),
              reason: withdrawn.reason,
            })}
          </small>
        )}
      </span>
      {!withdrawn && (
        <Button
          look="quiet"
          size="s"
          aria-label={t('override.withdrawThis', { id })}
          aria-expanded={open}
          onPress={() => onOpen(!open)}
        >
          {t(open ? 'override.cancel' : 'override.withdraw')}
        </Button>
      )}
      {open && !withdrawn && (
        <WithdrawForm station={station.id} id={id} title={name} onDone={() => onOpen(false)} />
      )}
    </li>
  )
}
