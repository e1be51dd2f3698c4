/** Exit code of a program that cannot start as things are; starting it again changes nothing, a person has to. */
export const cannotStart = 2

/** Why a program cannot start: one sentence with the path, what is wrong and what helps. */
export class StartFault extends Error {
  override name = 'StartFault'
}

/** Result codes of SQLite (sqlite.org/rescode.html) that a person has to deal with. */
const damaged: readonly number[] = [11, 26]
const notWritable: readonly number[] = [3, 8, 14, 23]
const full = 13

const notPermitted: readonly string[] = ['EACCES', 'EPERM', 'EROFS']
const notAFolder: readonly string[] = ['ENOTDIR', 'EEXIST']

/** Whether a database file is damaged or no database at all, as SQLite says in the error or in one of its causes. */
export function isDamaged(error: unknown): boolean {
  return damaged.includes(codesOf(error).sqlite)
}

/** What is wrong with a file or folder of DATA_DIR as StartFault; undefined when the error is about something else.
 *  @param path of the file or folder that could not be opened */
export function fileFault(path: string, error: unknown): StartFault | undefined {
  const { sqlite, system } = codesOf(error)
  const told = (text: string) => new StartFault(`${path} ${text}`, { cause: error })
  if (damaged.includes(sqlite))
    return told(
      'is damaged or no database: put a copy from a backup there, or move it away to begin a new one',
    )
  if (sqlite === full || system === 'ENOSPC')
    return told('cannot be written, the disk is full: make room on it')
  if (notAFolder.includes(system))
    return told('lies where a file stands in place of a folder: set DATA_DIR to a folder')
  if (notWritable.includes(sqlite) || notPermitted.includes(system))
    return told('cannot be opened for writing: give the user of this program the right to write in DATA_DIR')
  return undefined
}

/** The first codes in an error and its causes. */
function codesOf(error: unknown): { sqlite: number; system: string } {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('errcode' in at) return { sqlite: Number(at.errcode) & 0xff, system: '' }
    if ('code' in at && typeof at.code === 'string') return { sqlite: 0, system: at.code }
  }
  return { sqlite: 0, system: '' }
}

/** Runs a step of the start.
 *  @throws StartFault when a file or folder is in the way, else what the step threw */
export async function opening<Result>(path: string, step: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    throw fileFault(path, error) ?? error
  }
}

/** Ends a program that cannot start: exit code 2 and its sentence for a StartFault; anything else is thrown on. */
export function endOnStartFault(error: unknown): never {
  if (!(error instanceof StartFault)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(cannotStart)
}
