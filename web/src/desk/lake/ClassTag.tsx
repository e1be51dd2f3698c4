import type { WaterClasses } from '@city/domain/api/water.ts'
import { useLakeText } from './useLakeText.ts'

/** A class of QCVN 08:2023 as its letter. */
export function ClassTag({ code }: { code: NonNullable<WaterClasses['overall']> }) {
  const t = useLakeText()
  return (
    <span
      className="lk-class"
      style={{ background: `var(--oxygen-${code})`, color: `var(--oxygen-${code}-ink)` }}
    >
      {t(`classWord.${code}`)}
    </span>
  )
}
