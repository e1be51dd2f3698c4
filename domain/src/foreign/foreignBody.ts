/** A reading out of a foreign format in the words of our own (design section 4), ready for `decodeBodies`. `ts`: ms since
 *  1970 UTC, or what came where no time can be read of it. */
export interface ForeignBody {
  station?: string
  ts: number | string
  values: Record<string, unknown>
  units?: Record<string, string>
}

/** Gathers single values into readings: one for each station and moment. A value that comes again for the same moment with
 *  another content begins a further reading, so that a correction stays one. */
export function gatherBodies() {
  const bodies: ForeignBody[] = []
  const open = new Map<string, ForeignBody>()
  return {
    bodies,
    /** @param given as `valueIn` gives it; undefined leaves the reading without it
     *  @param unit empty: the canonical one */
    put(
      station: string | undefined,
      ts: number | string,
      name: string,
      given: unknown,
      unit: string | undefined = '',
    ): void {
      if (given === undefined) return
      // A list or an object is no value; it may be nested too deep to be written again.
      const value = typeof given === 'object' ? '(list or object)' : given
      const key = `${typeof ts}\n${ts}\n${station ?? ''}`
      let body = open.get(key)
      if (body && name in body.values) {
        if (body.values[name] === value && (body.units?.[name] ?? '') === unit) return
        body = undefined
      }
      if (!body) {
        // Without a prototype: a name like `__proto__` is one among others.
        body = { ...(station === undefined ? {} : { station }), ts, values: Object.create(null) }
        open.set(key, body)
        bodies.push(body)
      }
      body.values[name] = value
      if (unit !== '') (body.units ??= Object.create(null) as Record<string, string>)[name] = unit
    },
  }
}
