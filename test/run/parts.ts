import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program outside this repository that some tests need, and the Debian packages that bring it.
 *  `namedBy`: what a test's source says when it starts this program. */
export interface Part {
  name: string
  packages: readonly string[]
  isPresent: () => boolean
  namedBy: RegExp
}

const searchPath = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin']

function hasCommand(command: string): boolean {
  return searchPath.filter(Boolean).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

const rtspProbe = `
import gi
gi.require_version('Gst', '1.0')
gi.require_version('GstRtspServer', '1.0')
from gi.repository import Gst, GstRtspServer
Gst.init(None)
missing = [e for e in ('videotestsrc', 'x264enc', 'h264parse', 'rtph264pay') if not Gst.ElementFactory.find(e)]
raise SystemExit(len(missing))
`

/** Debian's own interpreter: another python3 that stands first in PATH does not see Debian's modules. */
function hasRtspServer(): boolean {
  return spawnSync('/usr/bin/python3', ['-c', rtspProbe], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/** Everything that the integration and browser tests run for real. */
export const parts: readonly Part[] = [
  {
    name: 'InfluxDB 1.x (influxd)',
    packages: ['influxdb'],
    isPresent: () => hasCommand('influxd'),
    namedBy: /['"`/]influxd['"`]/,
  },
  {
    name: 'mosquitto',
    packages: ['mosquitto'],
    isPresent: () => hasCommand('mosquitto') && hasCommand('mosquitto_passwd'),
    namedBy: /['"`/]mosquitto(_passwd)?['"`]/,
  },
  {
    name: 'VictoriaMetrics',
    packages: ['victoria-metrics'],
    isPresent: () => hasCommand('victoria-metrics'),
    namedBy: /['"`/]victoria-metrics['"`]/,
  },
  {
    name: 'ffmpeg',
    packages: ['ffmpeg'],
    isPresent: () => hasCommand('ffmpeg') && hasCommand('ffprobe'),
    namedBy: /['"`/](ffmpeg|ffprobe)['"`]/,
  },
  {
    name: 'GStreamer RTSP server',
    packages: [
      'gir1.2-gst-rtsp-server-1.0',
      'python3-gi',
      'gstreamer1.0-plugins-base',
      'gstreamer1.0-plugins-good',
      'gstreamer1.0-plugins-bad',
      'gstreamer1.0-plugins-ugly',
    ],
    isPresent: hasRtspServer,
    namedBy: /['"`/]python3['"`]|GstRtspServer/,
  },
  {
    name: 'Chromium',
    packages: ['chromium', 'fonts-dejavu-core'],
    isPresent: () => hasCommand('chromium'),
    namedBy: /['"`/]chromium['"`]/,
  },
]
