import { topics } from '@city/domain/live/topics.ts'

/** What this process does: everything, or only land the readings that it shares with others. */
export type Role = 'all' | 'landing'

export interface Subscription {
  filter: string
  qos: 0 | 1
  /** What this client publishes itself does not come back; MQTT 5 forbids it for shared subscriptions (3.8.3.1). */
  noLocal: boolean
  /** 2: what is retained is not sent again at each subscription (MQTT 5, 3.8.3.1); a foreign message whose time is relative
   *  to its arrival would be a new reading each time. */
  retainHandling?: 2
}

/** What a process subscribes to. Alone (no `group`): everything of the city, so that a topic that is misspelt is seen
 *  and said. In a group: its share of the readings, and what the others of the group say; the one that does everything
 *  takes the dossiers too.
 *  @param instance name of this process among all
 *  @param foreign filters of foreign messages, for the one that does everything */
export function subscriptionsOf(
  city: string,
  {
    role,
    group,
    instance,
    foreign = [],
  }: { role: Role; group: string | undefined; instance: string; foreign?: readonly string[] },
): Subscription[] {
  const own = (filter: string, qos: 0 | 1): Subscription => ({ filter, qos, noLocal: true })
  const others =
    role === 'all' ? foreign.map((filter): Subscription => ({ ...own(filter, 1), retainHandling: 2 })) : []
  if (group === undefined) return [own(topics.all(city), 1), ...others]
  const readings = topics
    .allReadings(city)
    .map((filter): Subscription => ({ filter: topics.shared(group, filter), qos: 1, noLocal: false }))
  const rest =
    role === 'landing'
      ? [own(topics.booked(city, instance), 0)]
      : [own(topics.allDossiers(city), 1), own(topics.landed(city), 0)]
  return [...readings, own(topics.live(city, 'readings'), 0), ...rest, ...others]
}
