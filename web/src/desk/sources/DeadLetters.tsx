import { useState } from 'react'
import { useDeadLetters } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Pager } from '../parts/Pager.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { Letter } from './Letter.tsx'

const limit = 50

/** Everything that was not accepted, newest first, page by page. */
export function DeadLetters() {
  const { t } = useText('desk')
  const [pages, setPages] = useState<readonly string[]>([])
  const next = pages.at(-1)
  const query = useDeadLetters({ limit, ...(next !== undefined && { next }) })
  return (
    <section className="desk-card src-letters" aria-label={t('sources.letters.title')}>
      <header className="desk-card__head">
        <h2>{t('sources.letters.title')}</h2>
        <p className="desk-note">{t('sources.letters.note')}</p>
      </header>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('sources.letters.what')} lines={8}>
        {({ items, next: more }) =>
          items.length === 0 ? (
            <EmptyState title={t('sources.letters.none')}>{t('sources.letters.noneHint')}</EmptyState>
          ) : (
            <>
              <ul
                className="desk-scroll src-letters__list"
                tabIndex={0}
                aria-label={t('sources.letters.title')}
              >
                {items.map((letter) => (
                  <Letter key={letter.id} letter={letter} />
                ))}
              </ul>
              <Pager pages={pages} next={more} onTurn={setPages} />
            </>
          )
        }
      </Loaded>
    </section>
  )
}
