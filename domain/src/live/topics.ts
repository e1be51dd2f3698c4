import { isDomain, type Domain } from '../station/station.ts'

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
