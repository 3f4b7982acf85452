import { ApplicationFailure } from '@temporalio/common';
import type { DeployResult } from '../activities';
import { EntryError, faultOf, isPassing, permanently, toFailure, TRANSIENT, type Fault } from '../failures';
import type { CellWork } from './cell-work';
import { concludeHeld } from './conclude';
import { temporalNow } from './deploying';
import { pauseAfterTrouble } from './pace';

/** Going back, even an error that looks final is tried again for a while: a policy may be being mended. */
const LASTING_TROUBLE_MS = 60_000;

/** What an error of one look means for the cell: thrown to try again or to give up, or a result that says so. */
export function meetTrouble(work: CellWork, error: unknown): DeployResult {
  const { order } = work.deploying;
  const fault = faultOf(error) ?? (order.direction === 'back' ? unheardOf(error) : undefined);
  if (fault === undefined) throw error;
  const now = temporalNow(work.deploying);
  const sinceAt = work.memory.troubleSinceAt ?? now;
  work.memory = { ...work.memory, troubleSinceAt: sinceAt, troubles: work.memory.troubles + 1 };
  if (now - sinceAt <= patienceMs(work, fault)) throw tryAgain(work, fault);
  if (order.direction === 'back') return unknown(work, fault);
  return giveUpForward(work, error, fault);
}

/** Going back, an error that nobody knows must not be met for ever (S14): it gets the patience of a cell that does not answer. */
function unheardOf(error: unknown): Fault {
  return { kind: 'unreachable', detail: String(error) };
}

function patienceMs({ deploying: { order } }: CellWork, fault: Fault): number {
  if (isPassing(fault)) return order.deploy.timeoutMs;
  const isWorthTrying = order.direction === 'back' && fault.kind !== 'guarded';
  return isWorthTrying ? Math.min(LASTING_TROUBLE_MS, order.deploy.timeoutMs) : -1;
}

function tryAgain({ deploying: { order }, memory }: CellWork, fault: Fault): ApplicationFailure {
  return ApplicationFailure.create({
    type: TRANSIENT,
    message: fault.detail,
    nextRetryDelay: pauseAfterTrouble(order.direction, memory.troubles),
  });
}

function giveUpForward(work: CellWork, error: unknown, fault: Fault): DeployResult {
  const { order, doubt } = work.deploying;
  const done = work.memory.groups.flatMap((group) => group.done ?? []);
  const isTouched = doubt.ever || work.memory.groups.some(({ deploymentId }) => deploymentId !== undefined);
  const isVanished = fault.kind === 'gone' || (fault.kind === 'denied' && error instanceof EntryError);
  if (isVanished && !isTouched)
    return concludeHeld(
      order.groups,
      { done, everInDoubt: false },
      { kind: 'held', because: 'vanished', why: `${fault.detail}; ${fault.remedy}` },
    );
  if (isPassing(fault)) throw permanently('Unreachable', fault.detail);
  throw toFailure(error);
}

function unknown({ deploying: { order }, memory }: CellWork, fault: Fault): DeployResult {
  const why = isPassing(fault) ? fault.detail : `${fault.detail}; ${fault.remedy}`;
  const groups = order.groups.map(({ deploymentGroup }) => {
    const known = memory.groups.find((group) => group.deploymentGroup === deploymentGroup);
    const lost = {
      deploymentGroup,
      deploymentId: known?.deploymentId,
      outcome: 'unknown',
      createdAt: undefined,
    } as const;
    return known?.done?.result ?? lost;
  });
  return { kind: 'unknown', why, groups };
}
