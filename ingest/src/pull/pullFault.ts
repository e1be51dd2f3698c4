/** Why a source could not be asked, or its answer not be used. `retryAfterMs`: how long it wants to be left alone;
 *  `isPartial`: the rest of the source was taken. */
export class PullFault extends Error {
  override name = 'PullFault'
  readonly retryAfterMs: number | undefined
  readonly isPartial: boolean
  constructor(
    message: string,
    options: { cause?: unknown; retryAfterMs?: number | undefined; isPartial?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.retryAfterMs = options.retryAfterMs
    this.isPartial = options.isPartial ?? false
  }
}
