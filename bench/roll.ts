import type { Client } from '@temporalio/client';
import type { FleetDescription } from '../sandbox';
import { planOf, rehearsalPolicy } from '../test/support/rehearsal';
import type { Plan } from '../waves/plan';
import { rolloutName, rolloutWorkflowId, waveWorkflowId, WORKFLOW_TYPES } from '../workflows/contract/ids';
import type { ForwardInput } from '../workflows/contract/inputs';
import { pack } from '../workflows/contract/packed';
import { TASK_QUEUES } from '../workflows/contract/task-queues';
import { RELEASE } from './scenario';

export type Pace = { readonly pollMs: number; readonly bakeMs: number; readonly soakMs: number };

export type Rolling = {
  readonly plan: Plan;
  readonly rollout: string;
  readonly runId: string;
  readonly workflowId: string;
  /** Workflow id of the n-th wave, counted from 1. */
  wave(number: number): string;
  ended(): Promise<{ readonly outcome: string }>;
  status(): Promise<{ readonly phase: string; readonly next: string }>;
};

/** Starts a rollout of the stage's release, as `cellwave start` does after its preflight. */
export async function roll(client: Client, fleet: FleetDescription, pace: Pace): Promise<Rolling> {
  const { service, region } = fleet;
  const plan = planOf(fleet, RELEASE, policyOf(fleet.speed, pace));
  const input: ForwardInput = {
    kind: 'forward',
    service,
    region,
    word: { by: 'bench', reason: 'a measurement', at: Date.now() },
    release: RELEASE,
    digest: plan.release.digest,
    waves: [],
    plan: pack(plan),
    clearQuarantine: 'a measurement',
  };
  const workflowId = rolloutWorkflowId(service, region);
  const handle = await client.workflow.start(WORKFLOW_TYPES.rollout, {
    workflowId,
    taskQueue: TASK_QUEUES.orchestrator,
    args: [input],
  });
  const runId = handle.firstExecutionRunId;
  const rollout = rolloutName({ service, region, version: RELEASE, firstRunId: runId });
  return {
    plan,
    rollout,
    runId,
    workflowId,
    wave: (number) => waveWorkflowId(rollout, plan.waves[number - 1]?.name ?? ''),
    ended: async () => (await handle.result()) as { outcome: string },
    status: () => handle.query<{ phase: string; next: string }>('status'),
  };
}

function policyOf(speed: number, { pollMs, bakeMs, soakMs }: Pace) {
  const policy = rehearsalPolicy(speed);
  return {
    ...policy,
    bakes: { oneBoxMs: bakeMs, oneCellMs: bakeMs, oneAzMs: bakeMs, regionMs: bakeMs, soakMs },
    gate: { ...policy.gate, pollMs, blindHoldMs: 120_000, waitingHoldMs: 120_000 },
    rollback: { ...policy.rollback, recoverWithinMs: 60_000, azMaxMs: 120_000 },
  };
}
