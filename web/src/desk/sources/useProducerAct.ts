import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '../../api/apiError.ts'
import { producerKeyOrAsk, refuseProducerKey } from './producerKey.ts'

const touched = [
  '/api/v1/dead-letters',
  '/api/v1/mappings',
  '/api/v1/ledger',
  '/api/v1/revisions',
  '/api/v1/stations/',
  '/api/v1/disaster-levels',
]

/** One write action with the producer's key. Without a key nothing is sent and the key is asked for; what it changes is
 *  read again, whatever came of it: an answer that was lost may stand for something done. */
export function useProducerAct<Answer, Input = void>(
  perform: (key: string, input: Input) => Promise<Answer>,
) {
  const cache = useQueryClient()
  const act = useMutation<Answer, Error, { key: string; input: Input; onDone?: (answer: Answer) => void }>({
    networkMode: 'always',
    mutationFn: async ({ key, input, onDone }) => {
      const answer = await perform(key, input)
      // Here, not in a callback of the component: what was done often takes its component away.
      onDone?.(answer)
      return answer
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) refuseProducerKey()
    },
    onSettled: () =>
      void cache.invalidateQueries({
        predicate: ({ queryKey: [path] }) =>
          typeof path === 'string' && touched.some((one) => path.startsWith(one)),
      }),
  })
  return {
    answer: act.data,
    fault: act.error,
    busy: act.isPending,
    reset: act.reset,
    /** Does it; `onDone` is called with its answer when it was done. */
    send(input: Input, onDone?: (answer: Answer) => void): void {
      const key = producerKeyOrAsk()
      if (key !== null) act.mutate({ key, input, ...(onDone && { onDone }) })
    },
  }
}
