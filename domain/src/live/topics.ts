import { domains, isDomain, type Domain } from '../station/station.ts'

/** MQTT topics (design section 4). `city` is the profile's id, e.g. `hanoi`. */
export const topics = {
  stationData: (city: string, domain: Domain, station: string) => `${city}/v1/${domain}/${station}/data`,
  stationStatus: (city: string, domain: Domain, station: string) => `${city}/v1/${domain}/${station}/status`,
  dossiers: (city: string, unit: string) => `${city}/v1/dossiers/${unit}/data`,
  /** Ingest tells the server what has just been stored; only ingest may publish here. */
  live: (city: string, kind: LiveKind) => `${city}/v1/live/${kind}`,
  /** What ingest subscribes to: everything of the city, so that a topic that is misspelt is seen and said. */
  all: (city: string) => `${city}/#`,
  allLive: (city: string) => `${city}/v1/live/#`,
  /** Readings of all stations and nothing else: what several ingest processes share. */
  allReadings: (city: string) => domains.map((domain) => `${city}/v1/${domain}/+/data`),
  allDossiers: (city: string) => `${city}/v1/dossiers/+/data`,
  /** The same for a group of subscribers: each message goes to one of them (MQTT 5, 4.8.2). */
  shared: (group: string, filter: string) => `$share/${group}/${filter}`,
  /** Ingest processes that only land readings tell the one that computes what they have landed (live/landed.ts), … */
  landed: (city: string) => `${city}/v1/ingest/landed`,
  /** … and that one answers to each by its name that it is booked. */
  booked: (city: string, instance: string) => `${city}/v1/ingest/booked/${instance}`,
}

/** Kinds of internal live messages, one JSON array of items each (shapes: live/events.ts). */
export const liveKinds = ['readings', 'indices', 'cameras', 'indicators'] as const
export type LiveKind = (typeof liveKinds)[number]

export type ParsedTopic =
  | { kind: 'reading'; domain: Domain; station: string }
  | { kind: 'dossier'; unit: string }
  | { kind: 'status'; domain: Domain; station: string }

/** Whether a topic is addressed to the city by somebody outside: below its name and not one of our own live messages. */
export function isAddressedToCity(city: string, topic: string): boolean {
  return topic.startsWith(`${city}/`) && !topic.startsWith(`${city}/v1/live/`)
}

/** What a topic carries, or undefined when it is none of ours. */
export function parseTopic(city: string, topic: string): ParsedTopic | undefined {
  const [topicCity, version, subject, id, leaf, ...rest] = topic.split('/')
  if (topicCity !== city || version !== 'v1' || !subject || !id || rest.length > 0) return undefined
  if (subject === 'dossiers' && leaf === 'data') return { kind: 'dossier', unit: id }
  if (!isDomain(subject)) return undefined
  if (leaf === 'data') return { kind: 'reading', domain: subject, station: id }
  return leaf === 'status' ? { kind: 'status', domain: subject, station: id } : undefined
}
