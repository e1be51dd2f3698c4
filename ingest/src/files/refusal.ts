/** Why something with a file is not done; each door says it in its own words. */
export type RefusalKind =
  'bad path' | 'not found' | 'exists' | 'not empty' | 'not allowed' | 'too large' | 'no room'

export class Refusal extends Error {
  override name = 'Refusal'
  readonly kind: RefusalKind
  constructor(kind: RefusalKind, message: string = kind) {
    super(message)
    this.kind = kind
  }
}

/** The refusal that a fault of the file system means; any other fault is given back as it is. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal) return error
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal('no room')
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal('not found')
    case 'EEXIST':
      return new Refusal('exists')
    case 'ENOTEMPTY':
      return new Refusal('not empty')
    case 'ELOOP':
    case 'EISDIR':
    case 'EACCES':
    case 'EPERM':
      return new Refusal('not allowed')
    case 'ENAMETOOLONG':
    case 'EINVAL':
      return new Refusal('bad path')
    default:
      return error
  }
}
