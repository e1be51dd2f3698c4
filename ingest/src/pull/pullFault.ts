/** Why a source could not be asked, or its answer not be used. `retryAfterMs`: how long it wants to be left alone. */
export class PullFault extends Error {
  override name = 'PullFault'
  readonly retryAfterMs: number | undefined
  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number | undefined } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.retryAfterMs = options.retryAfterMs
  }
}
