import type { Run } from '../../../support/simulated-rollout/simulate';
import { entriesOf, touchedAt } from './any-run';

const SECOND = 1_000;

/**
 * How much time between two instants was good in truth: nobody had stopped the rollout, and every touched cell and aggregate was well. Looks see
 * the world only every poll, and a word takes its way to a wave: so much may be counted too much at each border.
 */
export function goodMsBetween(run: Run, from: number, to: number): { goodMs: number; toleranceMs: number } {
  const { scenario, sky } = run;
  const subjects = [...touchedAt(run)];
  const stances = entriesOf(run, 'stance');
  let goodMs = 0;
  for (let at = from; at < to; at += SECOND) {
    const isGoing = (stances.findLast((entry) => entry.at <= at)?.stance ?? 'going') === 'going';
    const awsAt = at + scenario.awsOffsetMs;
    const isWell = subjects.every(
      ([subject, since]) => at < since || (sky.alarmAt(subject, awsAt) === 'OK' && !sky.isBlind(subject, awsAt)),
    );
    if (isGoing && isWell) goodMs += SECOND;
  }
  const borders = stances.length + 2 * scenario.spells.length + 1;
  return { goodMs, toleranceMs: borders * 2 * scenario.plan.policy.gate.pollMs };
}
