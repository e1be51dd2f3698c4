import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFault } from '@city/store/settings/startFault.ts'

/** Reads an optional file of the city profile.
 *  @param parse gets its text, empty when there is none
 *  @throws StartFault that says what is wrong with the file */
export async function readProfileFile<Result>(
  cityDir: string,
  file: string,
  parse: (text: string) => Result | Promise<Result>,
): Promise<Result> {
  const path = join(cityDir, file)
  let text = ''
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new StartFault(`${path} cannot be read: give the user of this program the right to`, { cause })
  }
  try {
    return await parse(text)
  } catch (cause) {
    throw new StartFault(`city profile: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
