import { randomUUID } from 'node:crypto';
import { formatDuration } from '../../alarms/durations';
import { shareText } from '../../waves/exposure';
import type { Plan } from '../../waves/plan';
import { rolloutWorkflowId, WORKFLOW_TYPES } from '../../workflows/contract/ids';
import type { ForwardInput, RolloutInput, RolloutResult } from '../../workflows/contract/inputs';
import { UPDATES, type AdmitAnswer } from '../../workflows/contract/messages';
import { pack } from '../../workflows/contract/packed';
import { forwardStart } from '../../workflows/contract/start-options';
import { TASK_QUEUES } from '../../workflows/contract/task-queues';
import type { CliError } from '../errors';
import { refusalError } from '../output/refusal-error';
import { alreadyRunning } from './already-running';
import { requirePackable } from './require-packable';
import { noWorkers } from './require-workers';
import { whoAmI } from './who';
import { within } from './within';
import type { Temporal } from './with-temporal';

export type StartQuestion = {
  readonly plan: Plan;
  readonly clearQuarantine: string | undefined;
  /** Reasons by cell. */
  readonly trustBaselines: Readonly<Record<string, string>>;
  readonly reason: string;
};

export type Started = { readonly id: string; readonly workflowId: string; readonly runId: string };

/** Admission reads Temporal's own lists, so it takes a second or two. */
const ADMITTED_WITHIN_MS = 60_000;

/** Starts the rollout and waits until it has admitted itself. Throws what refuses it: a running one, or its own admission. */
export async function startRollout(temporal: Temporal, question: StartQuestion): Promise<Started> {
  const { plan } = question;
  const { WithStartWorkflowOperation } = await import('@temporalio/client');
  const operation = new WithStartWorkflowOperation<Rollout>(WORKFLOW_TYPES.rollout, {
    ...forwardStart(plan, whoAmI()),
    memo: { release: plan.release.version, policy: plan.policy.name, plan: plan.digest, by: whoAmI() },
    workflowId: rolloutWorkflowId(plan.service, plan.region),
    workflowIdConflictPolicy: 'FAIL',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    taskQueue: TASK_QUEUES.orchestrator,
    args: [forwardInput(question)],
  });
  const admit = { updateId: randomUUID(), startWorkflowOperation: operation };
  const answer = await within(temporal, ADMITTED_WITHIN_MS, () =>
    temporal.client.workflow.executeUpdateWithStart<Rollout, AdmitAnswer, []>(UPDATES.admit, admit),
  ).catch(async (error: unknown) => {
    throw await asStartError(temporal, plan, error);
  });
  if (answer.kind === 'silent') throw notAdmitted(temporal, plan);
  return admitted(plan, answer.value);
}

type Rollout = (input: RolloutInput) => Promise<RolloutResult>;

function admitted(plan: Plan, answer: AdmitAnswer): Started {
  if (answer.kind === 'admitted') return { id: answer.rollout, workflowId: answer.workflowId, runId: answer.runId };
  const refusals = answer.refusals.map((refusal) => ({ kind: 'refused', ...refusal }) as const);
  throw refusalError(`${plan.service} ${plan.release.version} in ${plan.region}`, refusals);
}

function forwardInput({ plan, clearQuarantine, trustBaselines, reason }: StartQuestion): ForwardInput {
  const { service, region, release } = plan;
  return {
    kind: 'forward',
    service,
    region,
    word: { by: whoAmI(), reason, at: Date.now() },
    release: release.version,
    digest: release.digest,
    waves: plan.waves.map(waveLine),
    plan: requirePackable(pack(plan)),
    ...(clearQuarantine === undefined ? {} : { clearQuarantine }),
    ...(Object.keys(trustBaselines).length === 0 ? {} : { trustBaselines }),
  };
}

function waveLine({ name, cells, exposureBasisPoints, bakeMs }: Plan['waves'][number]): string {
  const bake = bakeMs === 0 ? 'no bake of its own' : `bake ${formatDuration(bakeMs)}`;
  return `${name}  ${cells.length} cells  ${shareText(exposureBasisPoints)} exposed  ${bake}`;
}

async function asStartError(temporal: Temporal, { service, region }: Plan, error: unknown): Promise<unknown> {
  const isTaken = error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError';
  return isTaken ? alreadyRunning(temporal, { service, region }) : error;
}

function notAdmitted(temporal: Temporal, { service, region }: Plan): CliError {
  const what = `the rollout was handed to Temporal, but no worker has admitted it within ${ADMITTED_WITHIN_MS / 1_000} s; it may still go on: \`cellwave status ${service}:${region}\``;
  return noWorkers(temporal, what);
}
