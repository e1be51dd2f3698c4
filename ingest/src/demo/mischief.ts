import type { Station } from '@city/domain/station/station.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'

/* What goes wrong in every real city: so that the screens of the simulated one show it too. */

/** Stations that fell silent: hours before the simulator's start when their last reading came; Infinity = never. */
const silentSinceHours: Readonly<Record<string, number>> = {
  'AQ-11': 3.2,
  'RG-17': 30,
  'WL-09': 7,
  'FP-040': 26,
  'AQ-24': Infinity,
}
/** Stations in calibration: their values carry status 01. */
const calibrating = new Set(['AQ-07'])
/** Stations with a drifting analyser: PM2.5 beyond the suspect range. */
const drifting = new Set(['AQ-19'])

/** Whether the station reports at that moment. */
export function reports(station: Station, time: number, startedAt: number): boolean {
  const since = silentSinceHours[station.id]
  return since === undefined || time < startedAt - since * hourMs
}

/** A payload of the MQTT and HTTP contract (design section 4) with what is wrong at this station. */
export function payloadOf(station: Station, time: number, values: Record<string, number>, live: boolean) {
  const body: { ts: string; values: Record<string, number>; status?: string } = {
    ts: new Date(time).toISOString(),
    values,
  }
  if (live && calibrating.has(station.id)) body.status = '01'
  if (live && drifting.has(station.id) && values.pm25 !== undefined)
    body.values = { ...values, pm25: 540 + (time % 7) }
  return body
}

/** A message that must be turned away: a station nobody registered, and a clock two days ahead. */
export function strangeMessages(now: number): { topic: string; payload: string }[] {
  const twoDays = 48 * hourMs
  return [
    {
      topic: 'air/AQ-99/data',
      payload: JSON.stringify({ ts: new Date(now).toISOString(), values: { pm25: 21 } }),
    },
    {
      topic: 'rain/RG-05/data',
      payload: JSON.stringify({ ts: new Date(now + twoDays).toISOString(), values: { rain_10m: 0 } }),
    },
  ]
}
