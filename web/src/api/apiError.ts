/** Why an answer could not be had. `away`: no answer or 5xx; `timeout`; `refused`: 4xx with its problem text;
 *  `badAnswer`: not JSON. `title` and `detail` come from the problem document (RFC 9457) where there is one. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly kind: 'away' | 'timeout' | 'refused' | 'badAnswer'
  readonly status: number | null
  readonly title: string | null
  readonly detail: string | null

  constructor(
    kind: ApiError['kind'],
    message: string,
    options: { status?: number; title?: string | null; detail?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.kind = kind
    this.status = options.status ?? null
    this.title = options.title ?? null
    this.detail = options.detail ?? null
  }
}

/** The error that a failed HTTP answer stands for. Never throws: an unreadable body gives an error without title. */
export async function errorOf(response: Response): Promise<ApiError> {
  const { status, url } = response
  const kind = status >= 500 ? 'away' : 'refused'
  const text = await response.text().catch(() => '')
  let title: string | null = null
  let detail: string | null = null
  try {
    const problem: unknown = JSON.parse(text)
    if (typeof problem === 'object' && problem !== null) {
      if ('title' in problem && typeof problem.title === 'string') title = problem.title
      if ('detail' in problem && typeof problem.detail === 'string') detail = problem.detail
    }
  } catch {
    // a proxy's own page: status and address must do
  }
  return new ApiError(kind, `${status} ${title ?? response.statusText} (${url})`, { status, title, detail })
}
