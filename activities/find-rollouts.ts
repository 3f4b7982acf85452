import type { FailingWorkflow, FoundRollout } from '../waves/reconciling/found-rollout';
import { isUnresolved, runThatCounts, type RunRecord } from '../waves/reconciling/run-record';
import type { Activities } from './activities';
import { currentAttempt } from './attempt';
import type { RolloutRecords } from './ports/rollout-records.port';
import type { FailingOfRollout, RolloutSurvey } from './ports/rollout-survey.port';

type Needs = { readonly records: RolloutRecords; readonly survey: RolloutSurvey };

/** Lists say where to look; how each rollout stands is asked of the rollout itself, for lists lag. */
export function createFindRollouts(needs: Needs): Activities['findRollouts'] {
  return async ({ most }) => {
    const attempt = currentAttempt();
    const { workflowIds, more } = await needs.survey.suspects(most);
    const failing = await needs.survey.failing(most);
    const rollouts: FoundRollout[] = [];
    for (const workflowId of workflowIds) {
      attempt.heartbeat(workflowId);
      const found = await lookAt(needs, workflowId, failing);
      if (found !== undefined) rollouts.push(found);
    }
    return { rollouts, more };
  };
}

/** Undefined: nothing is open, and whatever was left unresolved has been settled since. */
async function lookAt(
  { records, survey }: Needs,
  workflowId: string,
  failing: readonly FailingOfRollout[],
): Promise<FoundRollout | undefined> {
  const current = await records.currentRun(workflowId);
  if (current === undefined || isSettled(current)) return undefined;
  const runs = current.standing.kind === 'open' ? [current] : newestFirst(current, await records.runsOf(workflowId));
  const run = runThatCounts(runs);
  if (run === undefined || isSettled(run)) return undefined;
  return { runs, failing: failing.filter(isOf(run)).map(bare), terms: await survey.termsOf(run) };
}

function isSettled(run: RunRecord): boolean {
  return run.standing.kind === 'closed' && !isUnresolved(run) && run.standing.outcome !== 'refused';
}

/** The list may not know the newest run yet, or know it as it was. */
function newestFirst(current: RunRecord, listed: readonly RunRecord[]): readonly RunRecord[] {
  return [current, ...listed.filter(({ runId }) => runId !== current.runId)];
}

function isOf({ workflowId, rollout }: RunRecord): (one: FailingOfRollout) => boolean {
  return (one) => one.workflowId === workflowId || (rollout !== undefined && one.rollout === rollout);
}

function bare({ workflowId, problem }: FailingOfRollout): FailingWorkflow {
  return { workflowId, problem };
}
