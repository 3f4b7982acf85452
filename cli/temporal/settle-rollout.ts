import type { AcceptInput, ReturnInput, RolloutInput, RolloutResult } from '../../workflows/contract/inputs';
import { WORKFLOW_TYPES } from '../../workflows/contract/ids';
import { settlingStart } from '../../workflows/contract/start-options';
import { CliError } from '../errors';
import { alreadyRunning } from './already-running';
import { latestRunOf } from './find-rollout';
import { requireWorkers } from './require-workers';
import type { RolloutRun } from './rollout-run';
import { whoAmI } from './who';
import type { Temporal } from './with-temporal';

export type SettleRequest = {
  readonly kind: 'return' | 'accept';
  readonly run: RolloutRun;
  readonly reason: string;
};

/** Starts the run that takes a closed rollout back, or accepts it as it stands. It holds the same id, so it holds the lock. */
export async function settleRollout(temporal: Temporal, request: SettleRequest): Promise<{ readonly runId: string }> {
  const { run } = request;
  await requireLatest(temporal, run);
  requireSomething(request);
  await requireWorkers(temporal);
  try {
    const handle = await temporal.client.workflow.start<(input: RolloutInput) => Promise<RolloutResult>>(
      WORKFLOW_TYPES.rollout,
      settlingStart(settlingInput(request), run.release),
    );
    return { runId: handle.firstExecutionRunId };
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError')
      throw await alreadyRunning(temporal, run);
    throw error;
  }
}

function settlingInput({ kind, run, reason }: SettleRequest): ReturnInput | AcceptInput {
  const { service, region, workflowId, runId, id } = run;
  const word = { by: whoAmI(), reason, at: Date.now() };
  const asked = { service, region, word, of: { workflowId, runId, rollout: id } };
  return kind === 'return' ? { kind, ...asked } : { kind, ...asked };
}

/** A later rollout has put other releases on the cells: taking back this one would take back that. */
async function requireLatest(temporal: Temporal, run: RolloutRun): Promise<void> {
  const latest = await latestRunOf(temporal, run.workflowId);
  if (latest === undefined || latest.runId === run.runId) return;
  throw new CliError({
    kind: 'refused',
    message: `${run.id} is not the latest rollout of ${run.service} in ${run.region}: ${latest.id} came after it`,
    remedy: latest.isOpen ? `\`cellwave watch ${latest.id}\` shows it` : `name the latest: ${latest.id}`,
  });
}

function requireSomething({ kind, run }: SettleRequest): void {
  const { id, outcome } = run;
  if (kind === 'accept' && outcome !== undefined)
    throw new CliError({
      kind: 'refused',
      message: `${id} needs no accepting: it has closed, ${outcome}`,
      remedy: 'accept is for rollouts that ended unsettled',
    });
  if (kind === 'return' && outcome === 'refused')
    throw new CliError({
      kind: 'refused',
      message: `${id} was refused and has touched nothing: there is nothing to take back`,
      remedy: `\`cellwave status ${id}\` shows why it was refused`,
    });
}
