/** Flags of Node for the ingest program. The heap is bounded, so that what V8 leaves uncollected does not grow with the machine:
 *  what is alive at full load stays below 60 MB (groups of 5,000 readings at most, 8 MB of messages under way), and five
 *  million readings came home from the journal with 64 MB. Of so small a heap V8 would let a sixth more be used before
 *  it collects all of it, several times a second; it is let grow by 70 %. One helper thread is enough to collect it:
 *  four share so little work that they wait for each other (1 µs of CPU a message). The Dockerfile says the same. */
export const ingestFlags = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=8',
  '--max-old-space-size=96',
  '--heap-growing-percent=70',
  '--v8-pool-size=1',
]

/** Environment of the ingest program. glibc keeps what a thread has freed in a pool of that thread; with two pools for all of
 *  SQLite's, zlib's and libuv's threads less memory lies idle. Blocks from 256 KiB on (batches, answers) are mapped one by one
 *  and go back when they are freed: left alone, glibc raises that limit with every larger block, and they leave holes
 *  in its heap. Only glibc's allocator reads these, at the start of a process. */
export const ingestEnv = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '262144',
  MALLOC_TRIM_THRESHOLD_: '4194304',
} as const
