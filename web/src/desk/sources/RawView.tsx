import { useMemo, useState } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { Button } from '../../ui/Button.tsx'
import { visibleBytes, visiblePieces } from './visibleText.ts'

/** What was received, character by character: text alone, what cannot be seen as a symbol.
 *  @param base64 the bytes, where they are no valid UTF-8 */
export function RawView({ raw, base64 }: { raw: string; base64: string | undefined }) {
  const { t } = useText('desk')
  const [copied, setCopied] = useState<boolean | null>(null)
  const pieces = useMemo(
    () => (base64 === undefined ? visiblePieces(raw) : visibleBytes(bytesOf(base64))),
    [raw, base64],
  )
  const copy = () =>
    void navigator.clipboard.writeText(raw).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="src-raw">
      <pre tabIndex={0}>
        {pieces.length === 0
          ? t('sources.letters.empty')
          : pieces.map(({ text, hidden }, at) => (hidden ? <mark key={at}>{text}</mark> : text))}
      </pre>
      <p className="src-raw__foot">
        {pieces.some(({ hidden }) => hidden) && t('sources.letters.rawNote')}
        {navigator.clipboard !== undefined && (
          <Button look="quiet" size="s" onPress={copy}>
            {copied === true
              ? t('sources.letters.copied')
              : copied === false
                ? t('sources.letters.copyFailed')
                : t('sources.letters.copy')}
          </Button>
        )}
      </p>
    </div>
  )
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
