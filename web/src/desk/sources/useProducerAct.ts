import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '../../api/apiError.ts'
import { producerKeyOrAsk, refuseProducerKey } from './producerKey.ts'

const touched = ['/api/v1/dead-letters', '/api/v1/mappings', '/api/v1/ledger', '/api/v1/revisions']

/** One write action with the producer's key. Without a key nothing is sent and the key is asked for; what it changes is
 *  read again, whatever came of it: an answer that was lost may stand for something done. */
export function useProducerAct<Answer, Input = void>(
  perform: (key: string, input: Input) => Promise<Answer>,
) {
  const cache = useQueryClient()
  const act = useMutation<Answer, Error, { key: string; input: Input }>({
    networkMode: 'always',
    mutationFn: ({ key, input }) => perform(key, input),
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) refuseProducerKey()
    },
    onSettled: () =>
      cache.invalidateQueries({
        predicate: ({ queryKey: [path] }) =>
          typeof path === 'string' && touched.some((one) => path.startsWith(one)),
      }),
  })
  return {
    answer: act.data,
    fault: act.error,
    busy: act.isPending,
    reset: act.reset,
    /** Does it; `onDone` is called when it was done. */
    send(input: Input, onDone?: () => void): void {
      const key = producerKeyOrAsk()
      if (key !== null) act.mutate({ key, input }, { onSuccess: () => onDone?.() })
    },
  }
}
