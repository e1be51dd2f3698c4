import { readFileSync } from 'node:fs'
import { z } from 'zod'

const report = z.object({
  numPassedTests: z.number().int(),
  numFailedTests: z.number().int(),
  numPendingTests: z.number().int(),
  numTodoTests: z.number().int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** Sums vitest's JSON report. A file that failed without any failed test (it could not be loaded, a hook threw) is one failure.
 *  A missing or unreadable report is one failure too: nothing is known to have passed. */
export function countTests(reportFile: string): Counts {
  try {
    const read = report.parse(JSON.parse(readFileSync(reportFile, 'utf8')))
    const broken = read.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
    )
    return {
      passed: read.numPassedTests,
      failed: read.numFailedTests + broken.length,
      skipped: read.numPendingTests + read.numTodoTests,
    }
  } catch (error) {
    console.error(`no test report: ${error instanceof Error ? error.message : String(error)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** `N passed, N failed`, and `, N skipped` when there are any. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
