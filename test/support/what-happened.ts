import type { LedgerEntry } from '../../sandbox/ledger-entry';
import { deploymentsCreated, effectiveDeployments, entriesOf } from '../../sandbox/ledger-queries';

/** What the sandbox's own record says of one rollout; tests believe it, and not what cellwave says of itself. */

/** `cell group rollout direction generation` of every deployment of ours that had an effect, in order. */
export function effectiveTurns(entries: readonly LedgerEntry[]): readonly string[] {
  return effectiveDeployments(entries).flatMap(({ cell, group, description }) => {
    const turn = /^cellwave:\w+ (\S+) \S+ (forward|back) (generation \d+) try \d+/.exec(description);
    return turn === null ? [] : [`${cell ?? '?'} ${group} ${turn[1] ?? ''} ${turn[2] ?? ''} ${turn[3] ?? ''}`];
  });
}

/** S16: what was done twice. To be empty. */
export function doneTwice(entries: readonly LedgerEntry[]): readonly string[] {
  const turns = effectiveTurns(entries);
  return turns.filter((turn, at) => turns.indexOf(turn) !== at);
}

/** Cells with a machine that runs this key now. */
export function carriers(entries: readonly LedgerEntry[], key: string): readonly string[] {
  const now = new Map<string, { cell: string; key: string }>();
  for (const change of entriesOf(entries, 'instance-changed'))
    now.set(change.instanceId, { cell: change.cell ?? '?', key: change.key });
  return [...new Set([...now.values()].filter((at) => at.key === key).map(({ cell }) => cell))].sort();
}

/** `cell group` of every forward deployment, in the order in which they were created. */
export function forwardCreates(entries: readonly LedgerEntry[]): readonly string[] {
  return creates(entries, 'forward');
}

export function backCreates(entries: readonly LedgerEntry[]): readonly string[] {
  return creates(entries, 'back');
}

function creates(entries: readonly LedgerEntry[], direction: string): readonly string[] {
  return deploymentsCreated(entries)
    .filter(({ description }) => description.includes(` ${direction} generation `))
    .map(({ cell, group }) => `${cell ?? '?'} ${group}`);
}

/** Deployments that have not ended. */
export function stillRunning(entries: readonly LedgerEntry[]): readonly string[] {
  const ended = new Set(entriesOf(entries, 'deployment-ended').map(({ deploymentId }) => deploymentId));
  return deploymentsCreated(entries)
    .filter(({ deploymentId }) => !ended.has(deploymentId))
    .map(({ cell, group }) => `${cell ?? '?'} ${group}`);
}
