import { configDefaults, defineConfig } from 'vitest/config'

const serviceTimeoutMs = 60_000

/** Three kinds of tests: beside the code, against real services, and in a real browser.
 *  `groupOrder` keeps the kinds apart, so that no browser waits for a processor that a database is using. */
export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, 'data/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{domain,store,ingest,server,web}/**/*.test.{ts,tsx}'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          maxWorkers: 2,
          testTimeout: serviceTimeoutMs,
          hookTimeout: serviceTimeoutMs,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: serviceTimeoutMs,
          hookTimeout: 2 * serviceTimeoutMs,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
