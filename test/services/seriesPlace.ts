let influx: { url: string; databases: number } | undefined

/** From now on in this test file, series rest in this InfluxDB. */
export function keepSeriesIn(url: string): void {
  influx = { url, databases: 0 }
}

/** Settings of ingest and of its server for a store that is still empty; nothing when it is the embedded one. */
export function seriesPlace(): Record<string, string> {
  return influx ? { INFLUX_URL: influx.url, INFLUX_DATABASE: `city_${++influx.databases}` } : {}
}
