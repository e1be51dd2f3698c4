/** Flags of Node for the ingest program. The heap is bounded, so that what V8 leaves uncollected does not grow with the machine:
 *  what is alive at full load stays below 60 MB (groups of 5,000 readings at most, 8 MB of messages under way).
 *  The Dockerfile says the same. */
export const ingestFlags = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=8',
  '--max-old-space-size=96',
  '--heap-growing-percent=70',
]

/** Environment of the ingest program. glibc keeps what a thread has freed in a pool of that thread; with two pools for all of
 *  SQLite's, zlib's and libuv's threads less memory lies idle. Only glibc's allocator reads it, at the start of a process. */
export const ingestEnv = { MALLOC_ARENA_MAX: '2' } as const
