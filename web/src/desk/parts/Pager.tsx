import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { Button } from '../../ui/Button.tsx'

/** Turns the pages of a list that knows only its next one. `pages`: the marks of the pages opened after the first. */
export function Pager(props: {
  pages: readonly string[]
  next: string | null
  onTurn: (pages: readonly string[]) => void
}) {
  const { t } = useText('desk')
  const format = useFormat()
  const { pages, next, onTurn } = props
  if (pages.length === 0 && next === null) return null
  return (
    <nav className="desk-pager">
      <Button size="s" isDisabled={pages.length === 0} onPress={() => onTurn(pages.slice(0, -1))}>
        {t('newer')}
      </Button>
      <span className="num">{t('pageOf', { page: format.number(pages.length + 1) })}</span>
      <Button size="s" isDisabled={next === null} onPress={() => next !== null && onTurn([...pages, next])}>
        {t('older')}
      </Button>
    </nav>
  )
}
