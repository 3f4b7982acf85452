import { entriesOf } from '../../sandbox/ledger-queries';
import { deploymentsOf } from './deployments';
import type { Evidence } from './evidence';

/** What set a rollback off, and how soon the first call went out that took something back, by the sandbox's clock. */
export type Reaction = {
  readonly cause: string;
  readonly causedAt: number;
  readonly firstCallAt: number;
};

/** Undefined when nothing was taken back. */
export function reactionOf(evidence: Evidence): Reaction | undefined {
  const firstCallAt = firstCallBack(evidence);
  const causes = [...redAlarms(evidence), ...failures(evidence)].filter(({ at }) => at <= firstCallAt);
  const [cause] = causes.sort((a, b) => a.at - b.at);
  if (cause === undefined || firstCallAt === Infinity) return undefined;
  return { cause: cause.what, causedAt: cause.at, firstCallAt };
}

/** From the cause to the first call that took something back. */
export function reactionMs(evidence: Evidence): number | undefined {
  const found = reactionOf(evidence);
  return found === undefined ? undefined : found.firstCallAt - found.causedAt;
}

/** A stop of what is under way is the first call as well as a deployment of what was there before. */
function firstCallBack(evidence: Evidence): number {
  const creates = deploymentsOf(evidence).flatMap(({ direction, at }) => (direction === 'back' ? [at] : []));
  const stops = entriesOf(evidence.entries, 'deployment-stop-requested').map(({ at }) => at);
  return Math.min(...creates, ...stops);
}

type Cause = { readonly what: string; readonly at: number };

function redAlarms(evidence: Evidence): readonly Cause[] {
  const watchedSince = sinceTouched(evidence);
  return entriesOf(evidence.entries, 'alarm-transition').flatMap(({ to, alarm, cell, at, region }) => {
    const isTouched =
      at >= (cell === undefined ? Math.min(...watchedSince.values()) : (watchedSince.get(cell) ?? Infinity));
    if (to !== 'ALARM' || !isTouched) return [];
    return [{ what: `alarm ${alarm} of ${cell ?? `all of ${region}`} went red`, at }];
  });
}

function failures(evidence: Evidence): readonly Cause[] {
  return entriesOf(evidence.entries, 'deployment-ended').flatMap(({ status, cell, group, errorCode, at }) =>
    status === 'Failed'
      ? [{ what: `the deployment to ${cell ?? 'a cell'} (${group}) failed with ${errorCode ?? 'an error'}`, at }]
      : [],
  );
}

/** By cell, when it was first touched. */
function sinceTouched(evidence: Evidence): ReadonlyMap<string, number> {
  const since = new Map<string, number>();
  for (const { cell, direction, at } of deploymentsOf(evidence))
    if (direction === 'forward' && !since.has(cell)) since.set(cell, at);
  return since;
}
