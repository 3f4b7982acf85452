import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { Plan } from '../../waves/plan';
import { reasonOf } from '../../runtime/error-facts';
import { preflightWorkflowId, WORKFLOW_TYPES } from '../../workflows/contract/ids';
import type { PreflightInput, PreflightResult } from '../../workflows/contract/inputs';
import { pack } from '../../workflows/contract/packed';
import { preflightStart } from '../../workflows/contract/start-options';
import { TASK_QUEUES } from '../../workflows/contract/task-queues';
import { CliError } from '../errors';
import { requirePackable } from './require-packable';
import { noWorkers } from './require-workers';
import { whoAmI } from './who';
import type { Temporal } from './with-temporal';

export type PreflightQuestion = Pick<PreflightInput, 'trusted' | 'clearQuarantine' | 'toStart'> & {
  readonly plan: Plan;
};

/** Nobody has taken the work after this long: the pollers that Temporal lists are gone. */
const TAKEN_WITHIN_MS = 15_000;
const LONGEST_MS = 10 * 60_000;
const ASKED_EVERY_MS = 200;

/** Has workers look at every cell of a plan; only they have the cells' credentials. Changes nothing. */
export async function runPreflight(temporal: Temporal, question: PreflightQuestion): Promise<PreflightResult> {
  const { plan, ...rest } = question;
  const { service, region } = plan;
  const packed = requirePackable(pack(plan));
  const input: PreflightInput = { ...rest, service, region, plan: packed };
  const handle = await temporal.client.workflow.start<(input: PreflightInput) => Promise<PreflightResult>>(
    WORKFLOW_TYPES.preflight,
    {
      workflowId: preflightWorkflowId(service, region, randomUUID().slice(0, 8)),
      taskQueue: TASK_QUEUES.orchestrator,
      args: [input],
      workflowExecutionTimeout: LONGEST_MS,
      ...preflightStart(plan, whoAmI()),
    },
  );
  try {
    return await answerOf(temporal, handle);
  } catch (error) {
    throw asPreflightError(error);
  }
}

type Preflight = WorkflowHandle<(input: PreflightInput) => Promise<PreflightResult>>;

async function answerOf(temporal: Temporal, handle: Preflight): Promise<PreflightResult> {
  const startedAt = performance.now();
  for (;;) {
    const { status, historyLength } = await handle.describe();
    if (status.name !== 'RUNNING') return handle.result();
    const isTaken = historyLength > UNTAKEN_EVENTS || performance.now() - startedAt < TAKEN_WITHIN_MS;
    if (!isTaken) {
      await handle.terminate('nobody took it, and nobody waits for it any more');
      throw noWorkers(temporal, 'no worker took up the preflight');
    }
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS));
  }
}

/** Started, and its first task scheduled. */
const UNTAKEN_EVENTS = 2;

function asPreflightError(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'WorkflowFailedError') return error;
  const cause = innermost(error);
  return new CliError({
    kind: 'refused',
    message: `the preflight could not be finished: ${reasonOf(cause)}`,
    remedy: 'see the log of the worker; `cellwave doctor` looks again',
    cause: error,
  });
}

function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}
