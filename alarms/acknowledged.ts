import type { Red, WatchOrder } from './watch-state';

type Acknowledged = WatchOrder['acknowledged'];

/**
 * An alarm's history and its own state date one transition a little apart; CloudWatch evaluates an alarm every 10 s at most, so two
 * entries this close are one.
 */
export const SAME_TRANSITION_MS = 500;

/** Whether the workflow has weighed what this alarm did at `at`: it covers everything the alarm did before, too. */
export function isAcknowledged(red: Pick<Red, 'subject' | 'alarm' | 'at'>, acknowledged: Acknowledged): boolean {
  return acknowledged.some(
    (known) => known.subject === red.subject && known.alarm === red.alarm && red.at <= known.at + SAME_TRANSITION_MS,
  );
}

/** Adds weighed reds to those acknowledged before, and keeps the newest of each alarm: flapping does not make the list grow. */
export function acknowledge(acknowledged: Acknowledged, reds: Acknowledged): Acknowledged {
  const newest = new Map<string, Acknowledged[number]>();
  for (const { subject, alarm, at } of [...acknowledged, ...reds]) {
    const key = `${subject}/${alarm}`;
    const known = newest.get(key);
    if (known === undefined || known.at < at) newest.set(key, { subject, alarm, at });
  }
  return [...newest.values()];
}
