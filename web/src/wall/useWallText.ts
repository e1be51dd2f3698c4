import { useText } from '../i18n/i18n.ts'
import type { WallText } from './verdictText.ts'

/** `t` over the wall's texts, with the common ones as `common:…`. */
export function useWallText(): WallText {
  return useText(['wall', 'common'] as const).t
}
