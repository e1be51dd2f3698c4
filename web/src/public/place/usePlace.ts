import { useCallback, useMemo, useState } from 'react'
import type { CityInfo } from '@city/domain/api/schemas.ts'
import { useUnits } from '../../api/queries.ts'
import { isInside, type LocateState, type Place } from './place.ts'
import { placedUnits, type PlacedUnit } from './searchUnits.ts'

const storageKey = 'place'
/** How long the device may take to say where it is, ms, and how old its answer may be. */
const locateLimits = { timeout: 12_000, maximumAge: 10_000, enableHighAccuracy: false }

export interface PlaceChoice {
  place: Place
  units: readonly PlacedUnit[]
  locating: LocateState
  chooseUnit: (code: string | null) => void
  locate: () => void
}

/** The place that the answers are for. A chosen unit is kept on this device and wins over nothing but the centre;
 *  `asked` (from the address) wins over the kept one. Where the person stands is asked only by `locate`, never kept
 *  and never sent. */
export function usePlace(city: CityInfo, asked: string | null): PlaceChoice {
  const { data } = useUnits()
  const units = useMemo(() => placedUnits(data?.items ?? []), [data])
  const [code, setCode] = useState(() => asked ?? storedCode())
  const [here, setHere] = useState<Place | null>(null)
  const [locating, setLocating] = useState<LocateState>('idle')
  const unit = units.find((one) => one.code === code)
  const [lat, lon] = city.center

  const place = useMemo<Place>(() => {
    if (here) return here
    if (unit) return { kind: 'unit', ...unit }
    return { kind: 'center', lat, lon }
  }, [here, unit, lat, lon])

  const chooseUnit = useCallback((chosen: string | null) => {
    setHere(null)
    setLocating('idle')
    setCode(chosen)
    storeCode(chosen)
  }, [])

  const locate = useCallback(() => {
    if (!('geolocation' in navigator) || !window.isSecureContext) {
      setLocating('unavailable')
      return
    }
    setLocating('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const found = {
          kind: 'here' as const,
          lat: coords.latitude,
          lon: coords.longitude,
          accuracyM: coords.accuracy,
        }
        const inside = isInside(found, city.bounds)
        setLocating(inside ? 'idle' : 'outside')
        if (inside) setHere(found)
      },
      (fault) => setLocating(fault.code === fault.PERMISSION_DENIED ? 'refused' : 'unavailable'),
      locateLimits,
    )
  }, [city.bounds])

  return { place, units, locating, chooseUnit, locate }
}

function storedCode(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null // storage is closed in some embeds
  }
}

function storeCode(code: string | null): void {
  try {
    if (code === null) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, code)
  } catch {
    // storage is closed: the choice holds for this page only
  }
}
