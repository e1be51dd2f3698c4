import { createHash } from 'node:crypto'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { FileJob } from './fileJob.ts'
import { sampleBytes } from './input.ts'
import type { FileOptions } from './recognise.ts'

/** A job with its name in the ledger and what it is known by when it is resumed. */
export interface NamedJob {
  job: FileJob
  /** As shown: the path as it was given, or found. */
  name: string
  source: string
  path: string
  /** undefined: it cannot be resumed. */
  fingerprint: string | undefined
}

const stationFile = /^[A-Z]{2,3}_[A-Z0-9]{4}_[A-Z0-9]{6}_\d{14}\.txt(?:\.gz)?$/
/** What is looked at in a folder; a file that is named on the command line is always taken. */
const dataFile = /\.(?:csv|tsv|txt|lp|line)(?:\.gz)?$/i
const longestName = 100

/** What the files on the command line mean: station files of one folder are one job, everything else one each.
 *  @throws Error of the file system for a path that cannot be looked at
 *  @returns jobs in the order of the command line; `leftOut`: files of folders that are none of the kinds */
export async function findJobs(
  files: readonly string[],
  options: FileOptions,
): Promise<{ jobs: NamedJob[]; leftOut: string[] }> {
  const jobs: NamedJob[] = []
  const leftOut: string[] = []
  const single = new Map<string, string[]>()
  for (const file of files) {
    if (file === '-') {
      const job: FileJob = { kind: 'rows', path: '-', size: null, options }
      jobs.push({ job, name: 'standard input', source: 'import:stdin', path: '-', fingerprint: undefined })
    } else if ((await stat(file)).isDirectory()) {
      const found = await filesBelow(file)
      const stationFiles = found.filter((path) => stationFile.test(basename(path)))
      if (stationFiles.length > 0) jobs.push(await stationFilesJob(file, stationFiles))
      for (const path of found.filter((one) => !stationFile.test(basename(one)))) {
        if (dataFile.test(path)) jobs.push(await rowsJob(path, options))
        else leftOut.push(path)
      }
    } else if (stationFile.test(basename(file))) {
      const folder = dirname(resolve(file))
      single.set(folder, [...(single.get(folder) ?? []), file])
    } else jobs.push(await rowsJob(file, options))
  }
  for (const [folder, paths] of single) jobs.push(await stationFilesJob(folder, paths.toSorted()))
  return { jobs, leftOut }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  return files.map(({ parentPath, name }) => join(parentPath, name)).toSorted()
}

async function rowsJob(file: string, options: FileOptions): Promise<NamedJob> {
  const path = await realpath(file)
  const { size, mtimeMs } = await stat(path)
  const head = await beginningOf(path)
  const fingerprint = digest([size, mtimeMs, options, digest(head)])
  return {
    job: { kind: 'rows', path, size, options },
    name: file,
    source: `import:${cleaned(basename(file))}`,
    path,
    fingerprint,
  }
}

async function stationFilesJob(folder: string, paths: readonly string[]): Promise<NamedJob> {
  let size = 0
  const seen: unknown[] = []
  for (const path of paths) {
    const { size: bytes, mtimeMs } = await stat(path)
    size += bytes
    seen.push(path, bytes, mtimeMs)
  }
  return {
    job: { kind: 'station files', paths, size },
    name: `${folder}: ${paths.length} station files`,
    source: `import:${cleaned(basename(resolve(folder)))}/`,
    path: `${await realpath(folder)}/*`,
    fingerprint: digest(seen),
  }
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function digest(content: Buffer | readonly unknown[]): string {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content))
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32)
}

/** A name that the ledger can carry. */
function cleaned(name: string): string {
  // oxlint-disable-next-line no-control-regex
  return name.replace(/[\u0000-\u001f\u007f]/g, '?').slice(0, longestName)
}
