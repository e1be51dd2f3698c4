import { expect, it } from 'vitest'
import { parseSettings } from './settings.ts'

it('has a working default for everything', () => {
  expect(parseSettings({})).toMatchObject({
    httpPort: 8080,
    ingestUrl: 'http://127.0.0.1:8081',
    mqtt: { url: 'mqtt://127.0.0.1:1883' },
    demo: true,
    publicOrigins: [],
  })
})

it('is no demonstration as soon as a real broker or store is named, unless told so', () => {
  expect(parseSettings({ MQTT_URL: 'mqtt://broker:1883' }).demo).toBe(false)
  expect(parseSettings({ MQTT_URL: 'mqtt://broker:1883', DEMO: '1' }).demo).toBe(true)
  expect(parseSettings({ DEMO: '0' }).demo).toBe(false)
})

it('reaches ingest at INGEST_URL, else at INGEST_PORT of this machine', () => {
  expect(parseSettings({ INGEST_PORT: '9000' }).ingestUrl).toBe('http://127.0.0.1:9000')
  expect(parseSettings({ INGEST_URL: 'http://ingest:8081' }).ingestUrl).toBe('http://ingest:8081')
})

it('names every fault at once and repeats no secret', () => {
  const env = {
    HTTP_PORT: '99999',
    DEMO: 'maybe',
    PUBLIC_ORIGINS: 'https://a.vn/path',
    MQTT_URL: 'http://u:secret@x',
  }
  expect(() => parseSettings(env)).toThrow(/HTTP_PORT[\s\S]*DEMO|DEMO[\s\S]*HTTP_PORT/)
  expect(() => parseSettings(env)).toThrow(/PUBLIC_ORIGINS: must be a list of origins/)
  expect(() => parseSettings(env)).toThrow(/MQTT_URL: must be an address/)
  expect(() => parseSettings(env)).not.toThrow(/secret/)
})

it('takes several origins', () => {
  expect(parseSettings({ PUBLIC_ORIGINS: 'https://hanoi.gov.vn, https://portal.vn' }).publicOrigins).toEqual([
    'https://hanoi.gov.vn',
    'https://portal.vn',
  ])
})
