import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { foreignFilters, foreignRoute } from '@city/domain/foreign/decodeForeign.ts'
import type { ForeignSettings } from '@city/domain/foreign/foreignFile.ts'
import { wqiRulesOf } from '@city/domain/water/waterSettings.ts'
import { updateOfReading } from '@city/domain/live/landed.ts'
import type { LiveKind } from '@city/domain/live/topics.ts'
import { isAddressedToCity, topics } from '@city/domain/live/topics.ts'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { countDeadLettersByReason, summariseDeadLetters } from '@city/store/state/deadLettersList.ts'
import { readLatest, saveLatestIndex } from '@city/store/state/latest.ts'
import { assertRoom } from '@city/store/state/diskRoom.ts'
import { readLedgerSigns } from '@city/store/state/ledgerSigns.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { watchCameras } from './cameras/watchCameras.ts'
import { createDossierIntake } from './dossiers/dossierIntake.ts'
import { createDossierDesk } from './dossiers/takeDossiers.ts'
import { createHttpFront } from './http/httpFront.ts'
import { keepDeadLetters } from './deadLetterKeeper.ts'
import { startFiles } from './files/startFiles.ts'
import type { Logger } from './log.ts'
import { createMappingBook } from './mappingBook.ts'
import { createLanding } from './landing/createLanding.ts'
import { createMetrics } from './metrics.ts'
import { createBook } from './pipeline/book.ts'
import { createIntake } from './pipeline/intake.ts'
import { noOutcome, type Landed } from './pipeline/arrival.ts'
import { createPulls } from './pull/createPulls.ts'
import { addPullMetrics } from './pull/pullMetrics.ts'
import type { PullSource } from './pull/pullSource.ts'
import { createOverrideDesk } from './quality/overrideDesk.ts'
import { startQuality } from './quality/startQuality.ts'
import { createRollups } from './rollups/createRollups.ts'
import type { Settings } from './settings.ts'
import { startEmbeddedBroker } from './sources/embeddedBroker.ts'
import { startMqttClient } from './sources/mqttClient.ts'
import { createSelfReport } from './selfReport.ts'
import { createShare } from './share/createShare.ts'
import { openSession } from './share/openSession.ts'
import { createStoreHealth } from './storeHealth.ts'

export interface IngestParts {
  settings: Settings
  profile: CityProfile
  series: SeriesStore
  db: StateDb
  log: Logger
  /** Foreign messages over MQTT that are taken. */
  foreign?: ForeignSettings
  /** What is asked for over HTTP. */
  pull?: readonly PullSource[]
  now?: () => number
}

/** Puts ingest together and opens its fronts. The order matters: what lands comes before what takes. */
export async function startIngest({ settings, profile, db, log, now = Date.now, ...given }: IngestParts) {
  const city = profile.settings.id
  /** One that only lands leaves everything but readings to the one that does all. */
  const isWhole = settings.role === 'all'
  const foreign = given.foreign ?? { senml: [], ttn: [] }
  const faults = new Set<string>(settings.mqttUrl ? ['broker'] : [])
  const health = createStoreHealth({
    series: given.series,
    db,
    log,
    now,
    room: (hasJournal) => assertRoom(settings.dataDir, hasJournal ? undefined : roomForGroupBytes),
  })
  const { series } = health
  const latest = readLatest(db)
  const newestByDomain: Record<string, number> = {}
  for (const { domain, time } of latest.values())
    newestByDomain[domain] = Math.max(newestByDomain[domain] ?? 0, time)

  let publish: (topic: string, payload: string) => void = () => undefined
  const publishLive = (kind: LiveKind, items: readonly unknown[]) => {
    if (items.length > 0) publish(topics.live(city, kind), JSON.stringify(items))
  }
  const metrics = createMetrics({
    queued: () => landing.lander.queued(),
    journal: () => landing.drain.depth(),
    isStoreOpen: () => landing.outlet.isOpen,
    ledger: () => readLedgerSigns(db),
    newest: () => newestByDomain,
    deadLetters: () => countDeadLettersByReason(db),
    now,
  })
  for (const { why, letters } of summariseDeadLetters(db).trimmed) metrics.trimmed(why, letters)
  const letters = keepDeadLetters({ db, limits: settings.deadLetters, onTrimmed: metrics.trimmed, now, log })
  const book = createBook(db, letters.grown)
  const mappings = createMappingBook({
    ...{ db, profile, now, log },
    onChanged: () => share?.mappingsChanged(),
  })
  const context = () => ({ stations: profile.stations, now: now(), mappings: mappings.table() })
  const landing = createLanding({
    series,
    db,
    dataDir: settings.dataDir,
    book,
    stations: profile.stations,
    latest,
    onLanded,
    onOutcome(source, outcome) {
      report.count(source, outcome)
      metrics.count(source, outcome)
    },
    onFailed,
    onDrained: metrics.drained,
    onRequest: metrics.requested,
    onRetry: metrics.retried,
    now,
  })
  /** The store for what is no reading: it waits in the journal too. */
  const others: SeriesStore = { ...series, write: landing.writeOthers }
  const report = createSelfReport({ series: others, now, onError: health.failed })

  const {
    quality,
    live: liveQuality,
    blocked,
  } = startQuality({
    ...{ profile, series, db, latest, now, onError: health.failed },
    publish: (updates) => publishLive('readings', updates),
    onTouched: () => rollups.onStored([{ time: -Infinity }]),
  })
  const rollups = createRollups({
    quality,
    stations: profile.stations,
    series,
    db,
    saveLatest: (station, index) => saveLatestIndex(db, station, index),
    publish: (updates) => publishLive('indices', updates),
    onError: health.failed,
    now,
    rawRetentionDays: settings.rawRetentionDays,
    isBehind: () => landing.drain.depth().readings > behindReadings,
    wqiRules: wqiRulesOf(profile.settings.water),
    log,
  })

  const overrides = createOverrideDesk({
    ...{ db, stations: profile.stations, now, log },
    onChanged(station, span) {
      rollups.onStored([{ time: span.from }])
      liveQuality.again(station, span)
    },
  })

  function onLanded({ stored, newest, firstAt }: Landed): void {
    report.lag(now() - firstAt)
    if (stored.length > 0) metrics.groups.observe(stored.length)
    for (const { domain, time } of newest) {
      metrics.lag.observe(Math.max(0, (now() - time) / 1000))
      newestByDomain[domain] = Math.max(newestByDomain[domain] ?? 0, time)
    }
    publishLive('readings', newest.map(updateOfReading))
    share?.landed(newest)
    if (!isWhole) return
    rollups.onStored(stored)
    liveQuality.onStored(stored)
  }
  function onFailed(error: Error): void {
    metrics.failures.inc()
    health.failed(error)
  }

  const desk = createDossierDesk({
    db,
    profile,
    series: others,
    publishLive: (items) => publishLive('indicators', items),
    onError: health.failed,
    now,
  })
  const wholeDossiers = createDossierIntake({ desk, book, now })
  const dossiers: typeof wholeDossiers = isWhole
    ? wholeDossiers
    : { take: () => Promise.reject(new Error('Dossiers are taken by the ingest with INGEST_ROLE=all.')) }
  const intake = createIntake({
    profile,
    lander: landing.lander,
    context,
    takeDossiers: (payload, source, done) => {
      dossiers.take(payload, source).then(
        ({ outcome }) => done(null, outcome),
        (error: Error) => done(error, noOutcome),
      )
    },
    foreignRoute: (topic) => foreignRoute(foreign, topic),
    now,
  })

  // Simulated and real readings are never mixed.
  const pulled = isWhole && !settings.demo ? (given.pull ?? []) : []
  const pulls = createPulls(pulled, { db, intake, context, now, log })
  addPullMetrics(metrics.registry, pulls.signs, now)
  const session = settings.mqttUrl
    ? openSession(settings.dataDir, city, { ...settings, foreign: foreignFilters(foreign) })
    : undefined
  const share =
    session && settings.group !== undefined
      ? createShare({
          ...{ city, role: settings.role, instance: session.instance },
          ...{ db, stations: profile.stations, mappings, now, log },
          publish: (topic, payload) => publish(topic, payload),
          onHeard: landing.heard,
          onTouched: rollups.onStored,
          onError: onFailed,
        })
      : undefined
  const broker = settings.mqttUrl
    ? undefined
    : await startEmbeddedBroker({
        host: settings.host,
        port: settings.mqttPort,
        credentials:
          settings.mqttUsername && settings.mqttPassword
            ? { username: settings.mqttUsername, password: settings.mqttPassword }
            : undefined,
        ownPrefix: `${city}/v1/live/`,
        isAddressed: (topic) => isAddressedToCity(city, topic) || foreignRoute(foreign, topic) !== undefined,
        take: intake.takeMessage,
      })
  /** What others of the group may have landed unheard has to be asked for. */
  function onHearing(hears: boolean): void {
    if (share) landing.missedUntil(hears ? now() : Infinity)
  }
  onHearing(false)
  const client =
    session && settings.mqttUrl
      ? startMqttClient({
          url: settings.mqttUrl,
          username: settings.mqttUsername,
          password: settings.mqttPassword,
          clientId: session.clientId,
          subscriptions: session.subscriptions,
          unwanted: session.unwanted,
          take: share ? share.route(intake.takeMessage) : intake.takeMessage,
          log,
          onState: (connected) => {
            if (!connected) return void faults.add('broker')
            faults.delete('broker')
            session.settled()
          },
          onHearing,
        })
      : undefined
  publish = (topic, payload) => (broker ?? client)!.publish(topic, payload)

  const http = createHttpFront({
    keys: settings.keys,
    instance: session?.instance,
    intake,
    takeDossiers: (payload, source) => dossiers.take(payload, source),
    mappings,
    overrides: isWhole ? overrides : undefined,
    context,
    now,
    db,
    metrics,
    faults: () => [...faults, ...health.faults()],
    delays: () => [
      ...new Set([...health.delays(), ...(landing.outlet.isOpen ? [] : ['store'])]),
      ...pulls.delays(),
    ],
    pulls: pulls.signs,
    log,
  })
  const files = isWhole
    ? await startFiles({
        dataDir: settings.dataDir,
        files: settings.files,
        context: () => ({ ...context(), ...profile.stationFiles }),
        intake,
        log,
      })
    : undefined
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(settings.ingestPort, settings.host, resolve)
  })
  const cameras = watchCameras({
    cameras: [...profile.cameras.values()],
    series: others,
    db,
    snapshotDir: join(settings.dataDir, 'snapshots'),
    publishLive: (items) => publishLive('cameras', items),
    now,
    log,
  })
  landing.start()
  letters.start()
  if (isWhole) for (const part of [cameras, desk, rollups, blocked]) part.start()
  pulls.start()
  share?.start()
  report.start()
  health.start()

  /** Others get this process' share; what is on its way to it is landed and told. */
  async function leaveGroup(): Promise<void> {
    if (!client || !session || !share || session.leaving.length === 0) return
    await client.leave(session.leaving)
    let before: number
    do {
      before = share.arrivals()
      await wait(quietMs)
      await landing.lander.settled()
    } while (share.arrivals() > before)
    await share.flushed()
  }

  const address = http.address()
  return {
    httpPort: typeof address === 'object' && address ? address.port : settings.ingestPort,
    mqttPort: broker?.port,
    ftpPort: files?.ports.ftp,
    sftpPort: files?.ports.sftp,
    /** Takes nothing new, lands what was taken, lets go. Connections that do not end by themselves are cut. */
    async stop(): Promise<void> {
      health.stop()
      letters.stop()
      await Promise.race([leaveGroup(), wait(lastWordsMs)])
      share?.stop()
      const cut = setTimeout(() => http.closeAllConnections(), lastWordsMs)
      await Promise.all([
        client && Promise.race([client.close(), wait(lastWordsMs)]),
        broker && Promise.race([broker.close(), wait(lastWordsMs)]),
        files?.stop(),
        pulls.stop(),
        cameras.stop(),
        new Promise((resolve) => http.close(resolve)),
      ])
      clearTimeout(cut)
      await landing.stop()
      await Promise.all([rollups, liveQuality, blocked, desk, report].map((part) => part.stop()))
    },
  }
}

/** With more readings than these in the journal, landing has fallen behind. */
const behindReadings = 5000

/** Free on the disk when a group surely fits: its series, and its part of the state. */
const roomForGroupBytes = 4 * 1024 * 1024

/** Those who are connected get this long to end what is under way when ingest stops, ms. */
const lastWordsMs = 1000
/** After so long without a message of a group that was left none is under way any more, ms. */
const quietMs = 100
