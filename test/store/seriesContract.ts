import { dayMs, hourMs, minuteMs } from './times.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { StoreRefused } from '@city/domain/series/seriesStore.ts'
import { expect, test } from 'vitest'

/** 2026-11-22 00:00 UTC, 07:00 in Hanoi. */
export const midnight = Date.parse('2026-11-22T00:00:00Z')

let used = 0

/** A station name that no other test uses, so that tests share one store. */
export function newStation(name = 'station'): string {
  used += 1
  return `${name}-${used}`
}

export function airPoint(station: string, time: number, fields: SeriesPoint['fields']): SeriesPoint {
  return { measurement: 'air', tags: { station }, time, fields }
}

/** What every adapter does alike. `store` is open when the tests run. */
export function seriesContract(store: () => SeriesStore): void {
  const day = { from: midnight, to: midnight + dayMs }
  const rowsOf = (station: string, ...fields: string[]): ReturnType<SeriesStore['readRows']> =>
    store().readRows({ measurement: 'air', tags: { station }, ...day, fields })

  test('gives rows in order of time, each with the fields that exist', async () => {
    const station = newStation()
    await store().write([
      airPoint(station, midnight + 2 * minuteMs, { pm25: 3, q_pm25: 4 }),
      airPoint(station, midnight, { pm25: 1.5, pm10: 20 }),
      airPoint(station, midnight + minuteMs, { co: 900 }),
    ])
    expect(await rowsOf(station, 'pm25', 'pm10', 'q_pm25')).toEqual([
      { tags: { station }, time: midnight, fields: { pm25: 1.5, pm10: 20 } },
      { tags: { station }, time: midnight + 2 * minuteMs, fields: { pm25: 3, q_pm25: 4 } },
    ])
  })

  test('merges fields of the same point: the later value wins, others stay', async () => {
    const station = newStation()
    await store().write([airPoint(station, midnight, { pm25: 1, pm10: 2 })])
    await store().write([airPoint(station, midnight, { pm25: 9, so2: 3 })])
    await store().write([airPoint(station, midnight, { o3: 4 }), airPoint(station, midnight, { o3: 5 })])
    const fields = { pm25: 9, pm10: 2, so2: 3, o3: 5 }
    expect(await rowsOf(station, 'pm25', 'pm10', 'so2', 'o3')).toEqual([
      { tags: { station }, time: midnight, fields },
    ])
  })

  test('keeps the later of two values when many writes are under way at once', async () => {
    const station = newStation()
    await Promise.all(
      Array.from({ length: 50 }, (_, value) => store().write([airPoint(station, midnight, { pm25: value })])),
    )
    expect(await rowsOf(station, 'pm25')).toEqual([
      { tags: { station }, time: midnight, fields: { pm25: 49 } },
    ])
  })

  test('stores a repeated reading once', async () => {
    const station = newStation()
    const points = [airPoint(station, midnight, { pm25: 1 }), airPoint(station, midnight + 1, { pm25: 2 })]
    await store().write(points)
    const once = await rowsOf(station, 'pm25')
    await store().write([...points, ...points])
    expect(await rowsOf(station, 'pm25')).toEqual(once)
    expect(once).toHaveLength(2)
  })

  test('takes more points in one write than fit one batch', async () => {
    const station = newStation()
    const points = Array.from({ length: 12_345 }, (_, index) =>
      airPoint(station, midnight + index, { pm25: index }),
    )
    await store().write(points)
    const rows = await rowsOf(station, 'pm25')
    expect(rows).toHaveLength(12_345)
    expect(rows.at(-1)).toEqual({ tags: { station }, time: midnight + 12_344, fields: { pm25: 12_344 } })
  })

  test('takes no points as done', async () => {
    await store().write([])
  })

  test('includes the start of a range and not its end', async () => {
    const station = newStation()
    await store().write(
      [0, 1, 2].map((minute) => airPoint(station, midnight + minute * minuteMs, { pm25: minute })),
    )
    const range = { from: midnight, to: midnight + 2 * minuteMs, fields: ['pm25'] }
    const rows = await store().readRows({ measurement: 'air', tags: { station }, ...range })
    expect(rows.map(({ time }) => (time - midnight) / minuteMs)).toEqual([0, 1])
    const windows = await store().readWindows({
      measurement: 'air',
      tags: { station },
      ...range,
      everyMs: hourMs,
    })
    expect(windows).toEqual([
      { tags: { station }, time: midnight, stats: { pm25: { count: 2, mean: 0.5, min: 0, max: 1 } } },
    ])
  })

  test('limits rows, the earliest first', async () => {
    const station = newStation()
    await store().write([0, 1, 2].map((minute) => airPoint(station, midnight + minute, { pm25: minute })))
    const query = { measurement: 'air', tags: { station }, ...day, fields: ['pm25', 'pm10'], limit: 2 }
    expect((await store().readRows(query)).map(({ fields }) => fields['pm25'])).toEqual([0, 1])
  })

  test.each([
    '<script>alert("x")</script>',
    'a,b c=d',
    'it\'s "quoted"',
    'back\\slash',
    '"',
    '${tag}',
    'Hồ Tây – điểm 3 🌊',
    "'; DROP SERIES FROM air; --",
    ' spaces around ',
    'x=1 1,y=2',
  ])('keeps the tag %j apart and as it is', async (name) => {
    const station = newStation(name)
    await store().write([airPoint(station, midnight, { pm25: 7 })])
    expect(await rowsOf(station, 'pm25')).toEqual([
      { tags: { station }, time: midnight, fields: { pm25: 7 } },
    ])
  })

  test.each(['line\nbreak', 'tab\t', 'ends in \\', ''])(
    'refuses the tag %j and stores nothing of that write',
    async (tag) => {
      const station = newStation()
      const write = store().write([
        airPoint(station, midnight, { pm25: 1 }),
        airPoint(tag, midnight, { pm25: 1 }),
      ])
      await expect(write).rejects.toThrow(StoreRefused)
      expect(await rowsOf(station, 'pm25')).toEqual([])
    },
  )

  test('keeps text and whole numbers as they are', async () => {
    const camera = newStation('camera')
    const fields = { online: 0, fps: 25, codec: 'H264', reason: 'không trả lời: "timeout" \\ 5 s\nxong' }
    await store().write([{ measurement: 'camera', tags: { camera }, time: midnight, fields }])
    const query = { measurement: 'camera', tags: { camera }, ...day, fields: Object.keys(fields) }
    expect(await store().readRows(query)).toEqual([{ tags: { camera }, time: midnight, fields }])
  })

  test('reads every series of a measurement that has two tags, or those of one tag', async () => {
    const unit = newStation('unit')
    const other = newStation('unit')
    const point = (owner: string, code: string, value: number): SeriesPoint => ({
      measurement: 'dossier',
      tags: { unit: owner, code },
      time: midnight,
      fields: { value },
    })
    await store().write([point(unit, 'K02', 2), point(unit, 'K01', 1), point(other, 'K01', 3)])
    const query = { measurement: 'dossier', ...day, fields: ['value'] }
    expect(await store().readRows({ ...query, tags: { unit } })).toEqual([
      { tags: { unit, code: 'K01' }, time: midnight, fields: { value: 1 } },
      { tags: { unit, code: 'K02' }, time: midnight, fields: { value: 2 } },
    ])
    expect(await store().readRows(query)).toHaveLength(3)
  })

  test('answers with nothing where nothing was stored', async () => {
    const query = { measurement: 'water', tags: { station: newStation() }, ...day, fields: ['do'] }
    expect(await store().readRows(query)).toEqual([])
    expect(await store().readWindows({ ...query, everyMs: hourMs })).toEqual([])
    expect(await store().readRows({ ...query, from: day.to, to: day.from })).toEqual([])
    expect(await store().readRows({ ...query, from: 0, to: Number.MAX_SAFE_INTEGER })).toEqual([])
  })

  // By hand: 10, 30 and 60 stay; 20 is suspect, 40 failed, 50 missing; 60 was not evaluated, which is no fault.
  test('leaves flagged values out of windows, each field by its own flag', async () => {
    const station = newStation()
    const values = [
      { pm25: 10, pm10: 1 },
      { pm25: 20, q_pm25: 3, pm10: 2 },
      { pm25: 30, pm10: 3 },
      { pm25: 40, q_pm25: 4, pm10: 4 },
      { pm25: 50, q_pm25: 9, pm10: 5, q_pm10: 4 },
      { pm25: 60, q_pm25: 2 },
    ]
    await store().write(values.map((fields, index) => airPoint(station, midnight + index * minuteMs, fields)))
    await store().write([airPoint(station, midnight + hourMs, { pm25: 5 })])
    await store().write([airPoint(station, midnight + 2 * hourMs, { pm25: 999, q_pm25: 4 })])
    const query = { measurement: 'air', tags: { station }, ...day, fields: ['pm25', 'pm10'], everyMs: hourMs }
    const windows = await store().readWindows(query)
    expect(windows).toEqual([
      {
        tags: { station },
        time: midnight,
        stats: {
          pm25: { count: 3, mean: expect.closeTo(100 / 3, 9), min: 10, max: 60 },
          pm10: { count: 4, mean: 2.5, min: 1, max: 4 },
        },
      },
      { tags: { station }, time: midnight + hourMs, stats: { pm25: { count: 1, mean: 5, min: 5, max: 5 } } },
    ])
  })

  test('counts slightly negative concentrations as 0, and keeps the sign of temperatures', async () => {
    const station = newStation()
    await store().write([
      airPoint(station, midnight, { pm25: -1, temp: -1 }),
      airPoint(station, midnight + 1, { pm25: 3, temp: 3 }),
    ])
    const query = { measurement: 'air', tags: { station }, ...day, everyMs: hourMs }
    const [window] = await store().readWindows({ ...query, fields: ['pm25', 'temp'] })
    expect(window?.stats).toEqual({
      pm25: { count: 2, mean: 1.5, min: 0, max: 3 },
      temp: { count: 2, mean: 1, min: -1, max: 3 },
    })
  })

  test('leaves flagged values out where every other window holds one', async () => {
    const station = newStation()
    const points = Array.from({ length: 100 }, (_, index) => {
      const time = midnight + index * minuteMs
      return [
        airPoint(station, time, { pm25: index }),
        ...(index % 2 ? [airPoint(station, time + 1, { pm25: 500, q_pm25: 3 })] : []),
      ]
    }).flat()
    await store().write(points)
    const query = { measurement: 'air', tags: { station }, ...day, fields: ['pm25'], everyMs: minuteMs }
    const windows = await store().readWindows(query)
    expect(windows.map(({ time, stats }) => [(time - midnight) / minuteMs, stats['pm25']?.max])).toEqual(
      Array.from({ length: 100 }, (_, index) => [index, index]),
    )
    expect(windows.every(({ stats }) => stats['pm25']?.count === 1)).toBe(true)
  })

  test('leaves flagged values out of an hour of ten readings a second', async () => {
    const station = newStation()
    const points = Array.from({ length: 36_000 }, (_, index) => {
      const suspect = index === 20_000 ? { q_pm25: 3 } : {}
      return airPoint(station, midnight + index * 100, { pm25: index % 100, ...suspect })
    })
    await store().write(points)
    const query = { measurement: 'air', tags: { station }, ...day, fields: ['pm25'], everyMs: hourMs }
    // The sum of 0 to 99 is 4,950; the suspect value is a 0.
    expect(await store().readWindows(query)).toEqual([
      {
        ...{ tags: { station }, time: midnight },
        stats: { pm25: { count: 35_999, mean: expect.closeTo((360 * 4950) / 35_999, 9), min: 0, max: 99 } },
      },
    ])
  })

  test('cuts days where Hanoi has midnight, and the first one at the start of the range', async () => {
    const station = newStation()
    const hanoiMidnight = midnight - 7 * hourMs
    await store().write([
      airPoint(station, hanoiMidnight - hourMs, { pm25: 1 }),
      airPoint(station, hanoiMidnight, { pm25: 2 }),
      airPoint(station, hanoiMidnight + 23 * hourMs, { pm25: 4 }),
      airPoint(station, hanoiMidnight + 24 * hourMs, { pm25: 8 }),
    ])
    const query = {
      measurement: 'air',
      tags: { station },
      fields: ['pm25'],
      everyMs: dayMs,
      offsetMs: -7 * hourMs,
    }
    const windows = await store().readWindows({
      ...query,
      from: hanoiMidnight - 2 * hourMs,
      to: midnight + dayMs,
    })
    expect(windows.map(({ time, stats }) => [time, stats['pm25']?.mean])).toEqual([
      [hanoiMidnight - dayMs, 1],
      [hanoiMidnight, 3],
      [hanoiMidnight + dayMs, 8],
    ])
  })

  test('removes what is older than a moment of one measurement, and nothing else', async () => {
    const [station, other] = [newStation(), newStation()]
    const old = midnight - 900 * dayMs
    const years = Array.from({ length: 3_000 }, (_, index) =>
      airPoint(station, old + index * hourMs, { so2: index }),
    )
    await store().write([
      ...years,
      airPoint(other, old, { pm25: 1, q_pm25: 3 }),
      airPoint(station, midnight - 1, { pm25: 2 }),
      airPoint(station, midnight, { pm25: 3 }),
      { measurement: 'air_1h', tags: { station }, time: old, fields: { pm25: 4, pm25_count: 1 } },
    ])
    await store().deleteBefore('air', midnight)
    const all = { from: old - dayMs, to: midnight + dayMs }
    const left = await store().readRows({ measurement: 'air', ...all, fields: ['pm25', 'q_pm25', 'so2'] })
    const before = left.filter(({ time }) => time < midnight)
    expect(before).toEqual([])
    expect(left.filter(({ tags }) => tags['station'] === station)).toEqual([
      { tags: { station }, time: midnight, fields: { pm25: 3 } },
    ])
    const rollups = { measurement: 'air_1h', tags: { station }, ...all, fields: ['pm25', 'pm25_count'] }
    expect(await store().readRows(rollups)).toEqual([
      { tags: { station }, time: old, fields: { pm25: 4, pm25_count: 1 } },
    ])
    await store().write([airPoint(station, old, { pm25: 9 })])
    const again = await store().readRows({
      measurement: 'air',
      tags: { station },
      ...all,
      fields: ['pm25', 'so2'],
    })
    expect(again.map(({ time, fields }) => [time, fields])).toEqual([
      [old, { pm25: 9 }],
      [midnight, { pm25: 3 }],
    ])
    await store().deleteBefore('air', old)
    await expect(store().deleteBefore('noise', midnight)).rejects.toThrow('"noise"')
  })

  test('refuses what is not declared, by its name', async () => {
    const station = newStation()
    const write = (points: SeriesPoint[]): Promise<void> => store().write(points)
    await expect(write([{ ...airPoint(station, 0, { pm25: 1 }), measurement: 'noise' }])).rejects.toThrow(
      '"noise"',
    )
    await expect(write([airPoint(station, 0, { pm99: 1 })])).rejects.toThrow('"pm99"')
    await expect(
      write([{ ...airPoint(station, 0, { pm25: 1 }), tags: { station, host: 'x' } }]),
    ).rejects.toThrow('"host"')
    await expect(write([airPoint(station, 0, {})])).rejects.toThrow(StoreRefused)
    await expect(write([airPoint(station, 0, { pm25: Number.NaN })])).rejects.toThrow(StoreRefused)
    await expect(write([airPoint(station, 0, { pm25: 'high' })])).rejects.toThrow(StoreRefused)
    await expect(write([airPoint(station, 0, { q_pm25: 1.5 })])).rejects.toThrow(StoreRefused)
    await expect(write([airPoint(station, 0.5, { pm25: 1 })])).rejects.toThrow(StoreRefused)
    const query = { measurement: 'air', ...day, fields: ['pm25'] }
    await expect(store().readRows({ ...query, measurement: 'constructor' })).rejects.toThrow('"constructor"')
    await expect(store().readRows({ ...query, fields: ['toString'] })).rejects.toThrow('"toString"')
    await expect(store().readWindows({ ...query, everyMs: 0 })).rejects.toThrow(StoreRefused)
    const text = { measurement: 'camera', ...day, fields: ['reason'], everyMs: hourMs }
    await expect(store().readWindows(text)).rejects.toThrow('"reason"')
  })

  test('answers a ping', async () => {
    await store().ping()
  })
}
