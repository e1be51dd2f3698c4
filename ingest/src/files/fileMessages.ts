/** Files on their way from the thread that reads them to the one that lands them. */
export interface FileBatch {
  batch: number
  /** Contents one after the other, without the files that are too large. */
  bytes: Uint8Array<ArrayBuffer>
  files: readonly ReadFile[]
}

export interface ReadFile {
  /** As the ledger names it: `folder`, `ftp:<account>`, `sftp:<account>`. */
  source: string
  /** Without folder. */
  name: string
  /** Bytes of the file; of one that is too large none are read. */
  size: number
  isTooLarge: boolean
  /** Stations that who brought it may speak for; undefined = all. */
  stations: readonly string[] | undefined
}

/** What is done with the files of a batch, in their order. */
export const fates = { landed: 0, refused: 1, failed: 2 } as const
export type Fate = (typeof fates)[keyof typeof fates]

export interface BatchFates {
  batch: number
  fates: Uint8Array<ArrayBuffer>
}

/** To the thread. */
export type ToThread = BatchFates | { stop: true }

/** From the thread. */
export type FromThread =
  | FileBatch
  | { ready: { ftp: number | undefined; sftp: number | undefined } }
  | { log: 'info' | 'warn'; details: Record<string, unknown>; text: string }
  | { fault: string }
  | { stopped: true }
