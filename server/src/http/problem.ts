/** Titles of everything that can be wrong, keyed by the last part of the problem's `type` (RFC 9457). */
const titles = {
  'bad-request': 'The request is not valid',
  'span-too-long': 'The time span is too long for this step',
  'too-many-values': 'The answer would have too many values',
  'not-found': 'There is no such path',
  'unknown-station': 'There is no such station',
  'unknown-camera': 'There is no such camera',
  'unknown-unit': 'There is no such administrative unit',
  'unknown-indicator': 'There is no such indicator',
  'unknown-file': 'There is no such file',
  'unknown-dead-letter': 'There is no such dead letter',
  'no-snapshot': 'There is no picture of this camera yet',
  'wrong-domain': 'The station does not measure this',
  'method-not-allowed': 'The path does not take this method',
  'store-away': 'The series store cannot be reached',
  'ingest-away': 'The receiving service cannot be reached',
  'ingest-silent': 'The receiving service did not answer in time',
  busy: 'The server has too much of this to do just now',
  internal: 'Something went wrong inside the server',
} as const

export type ProblemKind = keyof typeof titles

/** What goes out as `application/problem+json`. */
export interface ProblemBody {
  type: string
  title: string
  status: number
  detail: string
}

/** A fault with an answer for the caller: `detail` says what was wrong and what would be right. */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly kind: ProblemKind
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    kind: ProblemKind,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail)
    this.status = status
    this.kind = kind
    this.headers = headers
  }

  body(): ProblemBody {
    return {
      type: `/problems/${this.kind}`,
      title: titles[this.kind],
      status: this.status,
      detail: this.message,
    }
  }
}
