import { resolve } from 'node:path'
import { z } from 'zod'
import {
  parseEnvironment,
  port,
  sharedEnvironment,
  type Environment,
} from '@city/store/settings/environment.ts'

const environment = z.object({
  ...sharedEnvironment,
  DEMO_KEY: z.string(),
  DEMO_CAMERA_PORT: port.default(8082),
  DEMO_WEATHER: z.enum(['auto', 'dry', 'storm']).default('auto'),
})

/** What the simulator is told from outside.
 *  @throws Error that lists every fault */
export function readDemoSettings(env: Environment) {
  const data = parseEnvironment(environment, env)
  return {
    cityDir: resolve(data.CITY_DIR),
    dataDir: resolve(data.DATA_DIR),
    ingestUrl: `http://127.0.0.1:${data.INGEST_PORT}`,
    key: data.DEMO_KEY,
    cameraPort: data.DEMO_CAMERA_PORT,
    weather: data.DEMO_WEATHER,
    mqtt: {
      url: data.MQTT_URL ?? `mqtt://127.0.0.1:${data.MQTT_PORT}`,
      username: data.MQTT_USERNAME,
      password: data.MQTT_PASSWORD,
    },
  }
}
