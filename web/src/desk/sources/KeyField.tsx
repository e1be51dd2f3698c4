import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { keepProducerKey, useProducerKey } from './producerKey.ts'
import './act.css'

/** Where the producer's key is given, once for this tab; an action that lacks it leads here. */
export function KeyField() {
  const { t } = useText('desk')
  const { key, trouble } = useProducerKey()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (trouble) field.current?.focus()
  }, [trouble])
  if (key !== null)
    return (
      <p className="src-key">
        <span className="src-key__set">{t('sources.key.set')}</span>
        <Button look="quiet" size="s" onPress={() => keepProducerKey(null)}>
          {t('sources.key.forget')}
        </Button>
      </p>
    )
  const use = (event: FormEvent) => {
    event.preventDefault()
    keepProducerKey(text)
    setText('')
  }
  return (
    <form className={cx('src-key', trouble && 'is-asked')} onSubmit={use} autoComplete="off">
      <label>
        {t('sources.key.label')}
        <input
          ref={field}
          type="password"
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <Button size="s" type="submit" isDisabled={text.trim() === ''}>
        {t('sources.key.use')}
      </Button>
      <small role={trouble ? 'alert' : undefined}>
        {trouble === 'wrong'
          ? t('sources.key.wrong')
          : trouble === 'missing'
            ? t('sources.key.need')
            : t('sources.key.hint')}
      </small>
    </form>
  )
}
