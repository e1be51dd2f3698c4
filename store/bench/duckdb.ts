import { minuteMs, parameters, startMs } from './airReadings.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const duckdbVersion = '1.5.5-r.5'

/** The little of @duckdb/node-api that is used here; the package is no dependency. */
interface Connection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>
  createAppender(table: string): Promise<Appender>
}
interface Appender {
  appendInteger(value: number): void
  appendBigInt(value: bigint): void
  appendDouble(value: number): void
  appendNull(): void
  endRow(): void
  closeSync(): void
}

/** DuckDB, installed into `dir` for this run, holding the given batches; resolves with the means of its query.
 *  Rejects when npm cannot fetch it. */
export async function openDuckdb(dir: string): Promise<{
  write: (batch: readonly SeriesPoint[]) => Promise<void>
  hourlyMeans: (days: number) => Promise<number>
}> {
  execFileSync('npm', [
    'install',
    '--prefix',
    dir,
    '--no-save',
    '--silent',
    `@duckdb/node-api@${duckdbVersion}`,
  ])
  const { DuckDBInstance } = createRequire(join(dir, 'x.js'))('@duckdb/node-api')
  const instance = await DuckDBInstance.create(join(dir, 'series.duckdb'))
  const db: Connection = await instance.connect()
  const columns = parameters.map((parameter) => `${parameter} DOUBLE`).join(', ')
  await db.run(`CREATE TABLE air (station INTEGER, time BIGINT, ${columns}, q_pm25 INTEGER)`)
  return {
    async write(batch) {
      await db.run('BEGIN')
      const appender = await db.createAppender('air')
      for (const { tags, time, fields } of batch) {
        appender.appendInteger(Number(tags['station']?.split('-')[1]))
        appender.appendBigInt(BigInt(time))
        for (const parameter of parameters) appender.appendDouble(Number(fields[parameter]))
        if (fields['q_pm25'] === undefined) appender.appendNull()
        else appender.appendInteger(Number(fields['q_pm25']))
        appender.endRow()
      }
      appender.closeSync()
      await db.run('COMMIT')
    },
    async hourlyMeans(days) {
      const answer = await db.runAndReadAll(
        `SELECT station, time // 3600000, count(pm25), avg(pm25), min(pm25), max(pm25) FROM air
         WHERE time >= ${startMs} AND time < ${startMs + days * 1440 * minuteMs}
         AND (q_pm25 IS NULL OR q_pm25 NOT IN (3, 4, 9)) GROUP BY ALL ORDER BY 1, 2`,
      )
      return answer.getRows().length
    },
  }
}
