import { useMemo, useState } from 'react'
import { useDossierSummary, useFlood, useRainTotals } from '../api/queries.ts'
import { live } from '../live/live.ts'
import { useCameras, useServerNow, useStations } from '../live/useLive.ts'
import { airPictureOf } from './picture/airPicture.ts'
import { cameraPictureOf } from './picture/cameraPicture.ts'
import { dossierPictureOf } from './picture/dossierPicture.ts'
import { floodPictureOf } from './picture/floodPicture.ts'
import { lakePictureOf } from './picture/lakePicture.ts'
import { rainPictureOf } from './picture/rainPicture.ts'
import type { Pictures } from './verdict.ts'

/** The city as the wall says it, from the live store and the server's figures; ages move on every ten seconds. */
export function usePictures(): Pictures {
  const now = useServerNow()
  const [air, rain, flood, water] = [
    useStations('air'),
    useStations('rain'),
    useStations('flood'),
    useStations('water'),
  ]
  const cameras = useCameras()
  const totals1h = useRainTotals('1h').data
  const totals2h = useRainTotals('2h').data
  const floods = useFlood().data
  const { data: summary, dataUpdatedAt } = useDossierSummary()
  const [answer, setAnswer] = useState<{ of: number; at: number | null }>({ of: 0, at: null })
  if (answer.of !== dataUpdatedAt) setAnswer({ of: dataUpdatedAt, at: live.clock.now() })
  const answeredAt = answer.at
  return {
    air: useMemo(() => airPictureOf(air, now), [air, now]),
    rain: useMemo(() => rainPictureOf(rain, totals1h, totals2h, now), [rain, totals1h, totals2h, now]),
    flood: useMemo(() => floodPictureOf(flood, floods, now), [flood, floods, now]),
    lake: useMemo(() => lakePictureOf(water, now), [water, now]),
    cameras: useMemo(() => cameraPictureOf(cameras, now), [cameras, now]),
    dossiers: useMemo(() => dossierPictureOf(summary, answeredAt, now), [summary, answeredAt, now]),
  }
}
