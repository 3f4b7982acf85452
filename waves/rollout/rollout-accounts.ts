import type { WatchedAccount } from '../../alarms/observation';
import type { WatchOrder } from '../../alarms/watch-state';
import type { Access, AggregateAlarm } from '../fleet';
import type { PlannedCell, PlannedWave } from '../plan';
import type { RolloutState } from './rollout-state';
import { touchedCells } from './touched';
import type { WatchDuty } from './watches';

/** No cell's name: those have no colon. */
const AGGREGATE = 'aggregate:';

export const aggregateSubject = (alarm: AggregateAlarm): string => `${AGGREGATE}${alarm.account}`;

export function isAggregate(subject: string): boolean {
  return subject.startsWith(AGGREGATE);
}

/** The Region's own alarms, one account after the other. They count from the rollout's first touch. */
export function aggregateAccounts(state: RolloutState): readonly WatchedAccount[] {
  const touches = [...touchedCells(state).values()].map(({ touch }) => touch.fromAt);
  const fromAt = touches.length === 0 ? state.carry.lookedUntilAt : Math.min(...touches);
  const bySubject = new Map<string, WatchedAccount>();
  for (const alarm of state.plan.aggregateAlarms) {
    const subject = aggregateSubject(alarm);
    const known = bySubject.get(subject)?.alarms ?? [];
    const { name, trafficLess } = alarm;
    bySubject.set(subject, { subject, fromAt, alarms: [...known, { name, scope: 'aggregate', trafficLess }] });
  }
  return [...bySubject.values()];
}

function cellAccount(cell: PlannedCell, fromAt: number): WatchedAccount {
  return { subject: cell.name, fromAt, alarms: cell.alarms };
}

/** What is watched whatever wave comes: the aggregates and every touched cell (S20). */
export function standingAccounts(state: RolloutState): readonly WatchedAccount[] {
  const cells = [...touchedCells(state).values()].map(({ cell, touch }) => cellAccount(cell, touch.fromAt));
  return [...aggregateAccounts(state), ...cells].filter(({ alarms }) => alarms.length > 0);
}

/** The same, with the cells of the wave whose gate is asked. */
export function gateAccounts(state: RolloutState, wave: PlannedWave): readonly WatchedAccount[] {
  const standing = standingAccounts(state);
  const known = new Set(standing.map(({ subject }) => subject));
  const exempt = new Set(state.exempt.map(({ cell }) => cell));
  const own = wave.cells.filter(({ name, alarms }) => !known.has(name) && !exempt.has(name) && alarms.length > 0);
  return [...standing, ...own.map((cell) => cellAccount(cell, state.carry.lookedUntilAt))];
}

export function rolloutWatchOrder(
  state: RolloutState,
  accounts: readonly WatchedAccount[],
  duty: WatchDuty,
): WatchOrder {
  const subjects = new Set(accounts.map(({ subject }) => subject));
  return {
    ...duty,
    accounts,
    pollMs: state.plan.policy.gate.pollMs,
    acknowledged: state.acknowledged.filter(({ subject }) => subjects.has(subject)),
  };
}

/** How every account of the plan is entered, by subject. */
export function accessOf(
  cells: readonly PlannedCell[],
  aggregates: readonly AggregateAlarm[],
): Readonly<Record<string, Access>> {
  const entries = [
    ...aggregates.map((alarm): [string, Access] => [aggregateSubject(alarm), pick(alarm)]),
    ...cells.map((cell): [string, Access] => [cell.name, pick(cell)]),
  ];
  return Object.fromEntries(entries);
}

function pick({ account, roleArn, externalId }: Access): Access {
  return { account, roleArn, externalId };
}
