import { useEffect } from 'react'
import type { Layer } from '@city/domain/live/events.ts'
import { usePublicCameraList, useStationCollection } from '../api/queries.ts'
import { live } from './live.ts'

const minuteMs = 60_000

function useRegistry(everyMs: number) {
  const { data, isError, failureCount, isSuccess, refetch } = useStationCollection(everyMs)
  useEffect(() => {
    if (data) live.putCollection(data)
  }, [data])
  return { failed: isError || failureCount > 0, isSuccess, refetch }
}

/** Live values by the socket, for wall and desk; the registry is read again every ten minutes.
 *  @param layers what to subscribe to; give a constant array */
export function useSocketFeed(layers: readonly Layer[]): void {
  useRegistry(10 * minuteMs)
  useEffect(() => {
    let stop: (() => void) | undefined
    let ended = false
    void import('./socketFeed.ts').then(({ connectLive }) => {
      if (!ended) stop = connectLive(live, layers)
    })
    return () => {
      ended = true
      stop?.()
    }
  }, [layers])
}

/** Values by cacheable JSON once a minute, for the public map and the embed; of the cameras only the public ones. */
export function usePollingFeed(options: { cameras?: boolean } = {}): void {
  const { failed, isSuccess } = useRegistry(minuteMs)
  useEffect(() => {
    if (failed) live.setConnection('polling', 'lost')
    else live.setConnection('polling', isSuccess ? 'live' : 'connecting')
  }, [failed, isSuccess])
  const cameras = usePublicCameraList(options.cameras ?? false).data
  useEffect(() => {
    if (cameras) live.putCameras(cameras.items, true)
  }, [cameras])
}
