import { setTimeout as wait } from 'node:timers/promises'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import { createDossierSimulator } from './demoDossiers.ts'
import { postJson } from './postJson.ts'
import { hash } from './weather/noise.ts'

/** Pause between two messages of the starting back-log, and between two looks at the live trickle. */
const backlogPauseMs = 50
const trickleMs = 5000
const retryMs = 2000

/** Sends the simulated one-stop system's messages over HTTP: the back-log of the last weeks, then what happens now. */
export async function startDossiers(parts: {
  ingestUrl: string
  key: string
  profile: Pick<CityProfile, 'units' | 'settings'>
  signal: AbortSignal
}): Promise<void> {
  let draw = 0
  const simulator = createDossierSimulator({
    units: parts.profile.units,
    calendar: parts.profile.settings.calendar,
    random: () => hash('dossier', draw++),
    now: Date.now(),
  })
  const pause = (ms: number) => wait(ms, undefined, { signal: parts.signal }).catch(() => undefined)
  const send = async (message: unknown) => {
    while (!parts.signal.aborted) {
      try {
        return await postJson(parts, '/api/v1/dossiers', message, parts.signal)
      } catch {
        await pause(retryMs)
      }
    }
  }
  for (const message of simulator.backlog()) {
    if (parts.signal.aborted) return
    await send(message)
    await pause(backlogPauseMs)
  }
  while (!parts.signal.aborted) {
    for (const message of simulator.next(Date.now())) await send(message)
    await pause(trickleMs)
  }
}
