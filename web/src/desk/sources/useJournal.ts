import { useQuery } from '@tanstack/react-query'
import type { Ledger } from '@city/domain/api/schemas.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { getJson } from '../../api/getJson.ts'
import { live } from '../../live/live.ts'
import { journalPace, withSample, type JournalPace, type JournalSample } from './journalPace.ts'

const calmMs = 15_000
const busyMs = 5000

export interface JournalState {
  readings: number
  /** Since when the oldest of them waits, ms since 1970 UTC. */
  oldestAt: number | null
  pace: JournalPace | null
}

interface Asked {
  journal: Ledger['journal']
  samples: JournalSample[]
}

/** What waits for the series store, asked every few seconds while something does; the ledger comes along for the running
 *  hour alone. Undefined before the first answer. */
export function useJournal(): JournalState | undefined {
  const { data } = useQuery<Asked>({
    queryKey: ['/api/v1/ledger', 'journal'],
    queryFn: async ({ signal, client, queryKey }) => {
      const from = new Date(hourStart(live.clock.now())).toISOString()
      const { journal } = await getJson<Ledger>('/api/v1/ledger', { from }, signal)
      const before = client.getQueryData<Asked>(queryKey)?.samples ?? []
      return { journal, samples: withSample(before, { at: Date.now(), readings: journal.readings }) }
    },
    refetchInterval: ({ state }) => ((state.data?.journal.readings ?? 0) > 0 ? busyMs : calmMs),
    refetchIntervalInBackground: true,
  })
  if (!data) return undefined
  const { readings, oldest_at: oldest } = data.journal
  return {
    readings,
    oldestAt: oldest === null ? null : Date.parse(oldest),
    pace: readings > 0 ? journalPace(data.samples) : null,
  }
}
