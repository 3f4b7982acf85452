import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Activities, DeployResult } from './activities';
import { currentAttempt } from './attempt';
import { beginWork, endCleanly, lookAtCell, type CellWork, type DeployNeeds } from './deploying/cell-work';
import { temporalNow } from './deploying/deploying';
import { pauseBetweenAttempts, pauseInAttempt } from './deploying/pace';
import { meetTrouble } from './deploying/trouble';
import { notYet } from './not-yet';

/** Brings one cell to its release, or back to its baseline: finds or creates, follows, verifies. Idempotent by marker (DESIGN 9). */
export function createDeployToCell(needs: DeployNeeds): Activities['deployToCell'] {
  return async (order) => {
    const attempt = currentAttempt();
    const work = beginWork(needs, order, attempt);
    work.deploying.beat();
    try {
      return await workUntilDone(work);
    } catch (error) {
      return await endAttempt(work, error);
    }
  };
}

async function endAttempt(work: CellWork, error: unknown): Promise<DeployResult> {
  try {
    await work.deploying.attempt.throwIfCancelled();
    if (error instanceof ApplicationFailure || error instanceof CancelledFailure) throw error;
    return meetTrouble(work, error);
  } finally {
    endCleanly(work);
  }
}

async function workUntilDone(work: CellWork): Promise<DeployResult> {
  const { attempt, clock, order } = work.deploying;
  for (let looks = 1; ; looks++) {
    const look = await lookAtCell(work);
    if (look.kind === 'over') return look.result;
    work.memory = { ...work.memory, troubleSinceAt: undefined, troubles: 0 };
    work.deploying.beat();
    await attempt.throwIfCancelled();
    if (look.isFresh) looks = 1;
    const pauseMs = pauseInAttempt(order.direction, looks);
    if (pauseMs === undefined) throw notYet(look.line, pauseBetweenAttempts(workedMs(work)));
    await clock.wait(pauseMs, attempt.signal);
    await attempt.throwIfCancelled();
  }
}

function workedMs({ deploying }: CellWork): number {
  return temporalNow(deploying) - deploying.attempt.firstScheduledAt;
}
