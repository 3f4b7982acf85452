import type { WorkflowHandle } from '@temporalio/client';
import type { Bakes } from '../../waves/policy';
import type { Plan } from '../../waves/plan';
import type { RolloutStatus } from '../../waves/rollout/status';
import { rolloutWorkflowId, WORKFLOW_TYPES } from '../../workflows/contract/ids';
import type { ForwardInput, RolloutResult } from '../../workflows/contract/inputs';
import { QUERIES } from '../../workflows/contract/messages';
import { pack } from '../../workflows/contract/packed';
import { forwardStart } from '../../workflows/contract/start-options';
import { TASK_QUEUES } from '../../workflows/contract/task-queues';
import type { RunningCellwave } from './a-running-cellwave';
import { eventually } from './eventually';
import { planOf, rehearsalPolicy } from './rehearsal';
import type { Place } from './web-ui';

/** A rollout for people to look at: started as the CLI does, with the plan on its page. */
export type ShownRollout = {
  readonly plan: Plan;
  readonly place: Place;
  readonly handle: WorkflowHandle;
  readonly status: () => Promise<RolloutStatus>;
  readonly until: (what: string, is: (status: RolloutStatus) => boolean) => Promise<RolloutStatus>;
  readonly result: () => Promise<RolloutResult>;
};

export type Show = { readonly release: string; readonly bakes: Bakes; readonly by: string };

export async function showRollout(up: RunningCellwave, { release, bakes, by }: Show): Promise<ShownRollout> {
  const fleet = up.sandbox.describeFleet();
  const { service, region } = fleet;
  const plan = planOf(fleet, release, rehearsalPolicy(fleet.speed, { bakes }));
  const input: ForwardInput = {
    kind: 'forward',
    ...{ service, region, release, digest: plan.release.digest, plan: pack(plan) },
    word: { by, reason: 'to be looked at', at: Date.now() },
    waves: plan.waves.map(({ name }) => name),
  };
  const workflowId = rolloutWorkflowId(service, region);
  const started = await up.client.workflow.start(WORKFLOW_TYPES.rollout, {
    workflowId,
    taskQueue: TASK_QUEUES.orchestrator,
    args: [input],
    ...forwardStart(plan, by),
  });
  const runId = started.firstExecutionRunId;
  const handle = up.client.workflow.getHandle(workflowId, runId);
  const status = (): Promise<RolloutStatus> => handle.query<RolloutStatus>(QUERIES.status);
  return {
    plan,
    place: { uiUrl: up.temporal.uiUrl, workflowId, runId },
    handle,
    status,
    until: (what, is) => eventually(what, async () => only(await status(), is), 90_000),
    result: () => handle.result(),
  };
}

function only<T>(value: T, is: (value: T) => boolean): T | undefined {
  return is(value) ? value : undefined;
}
