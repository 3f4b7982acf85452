import { randomUUID } from 'node:crypto';
import type { Answer } from '../../workflows/contract/messages';
import { CliError } from '../errors';
import { describeRun } from './find-rollout';
import type { RolloutRun } from './rollout-run';
import { within } from './within';
import type { Temporal } from './with-temporal';

/** What a person tells a running rollout. */
export type Spoken = {
  /** As people say it: `pause`. */
  readonly name: string;
  readonly update: string;
  /** Said this way when no worker answers. Only for what is safe to apply whenever a worker is back. */
  readonly signal: string | undefined;
  readonly message: Readonly<Record<string, unknown>>;
};

export type Said = {
  readonly id: string;
  /** `accepted`: the rollout has answered. `recorded`: it will find it when a worker is back. */
  readonly kind: 'accepted' | 'recorded';
  /** What happens next, in one sentence. */
  readonly next: string;
};

const ANSWERED_WITHIN_MS = 5_000;

/** Tells the rollout, which checks whether it can be done now. Throws its refusal. */
export async function sayWord(temporal: Temporal, run: RolloutRun, spoken: Spoken): Promise<Said> {
  if (!run.isOpen) throw closedError(run, spoken);
  try {
    const answer = await within(temporal, ANSWERED_WITHIN_MS, () => update(temporal, run, spoken));
    if (answer.kind === 'answered') return { id: run.id, kind: 'accepted', next: answer.value.next };
  } catch (error) {
    // What must get through takes the other way, whatever kept the server from passing the update on.
    if (spoken.signal === undefined || !isTroubleOfTheServer(error))
      throw await asRefusal(temporal, { run, spoken }, error);
  }
  if (spoken.signal === undefined) throw unanswered(run, spoken);
  return record(temporal, { run, spoken }, spoken.signal);
}

function update(temporal: Temporal, { workflowId, runId }: RolloutRun, spoken: Spoken): Promise<Answer> {
  const handle = temporal.client.workflow.getHandle(workflowId, runId);
  return handle.executeUpdate<Answer, [unknown]>(spoken.update, { args: [spoken.message], updateId: randomUUID() });
}

function isTroubleOfTheServer(error: unknown): boolean {
  return error instanceof Error && error.name === 'ServiceError';
}

async function record(temporal: Temporal, of: Of, signal: string): Promise<Said> {
  const { workflowId, runId, id } = of.run;
  try {
    await temporal.client.workflow.getHandle(workflowId, runId).signal(signal, of.spoken.message);
  } catch (error) {
    throw await asRefusal(temporal, of, error);
  }
  return { id, kind: 'recorded', next: 'no worker answers now; recorded, takes effect when a worker is back' };
}

type Of = { readonly run: RolloutRun; readonly spoken: Spoken };

async function asRefusal(temporal: Temporal, { run, spoken }: Of, error: unknown): Promise<unknown> {
  if (!(error instanceof Error)) return error;
  if (CLOSED.has(error.name)) return closedError(await describeRun(temporal, run), spoken);
  if (error.name !== 'WorkflowUpdateFailedError') return error;
  const message = error.cause instanceof Error ? error.cause.message : error.message;
  if (message.includes('before it was processed') || message.includes('Workflow Update completed'))
    return closedError(await describeRun(temporal, run), spoken);
  const remedy = `\`cellwave status ${run.id}\` shows where it stands`;
  return new CliError({ kind: 'refused', message: `${spoken.name} refused: ${message}`, remedy, cause: error });
}

const CLOSED: ReadonlySet<string> = new Set(['WorkflowNotFoundError']);

function closedError({ id, outcome, temporalStatus }: RolloutRun, { name }: Spoken): CliError {
  const how = outcome ?? `unsettled (${temporalStatus.toLowerCase()})`;
  return new CliError({
    kind: 'refused',
    message: `${name} refused: ${id} has closed, ${how}`,
    remedy:
      outcome === undefined
        ? `\`cellwave rollback ${id} --reason TEXT\` takes back what it did, \`cellwave accept ${id} --reason TEXT\` keeps it`
        : `\`cellwave rollback ${id} --reason TEXT\` takes it back while it is the latest`,
  });
}

function unanswered({ id }: RolloutRun, { name }: Spoken): CliError {
  return new CliError({
    kind: 'unreachable',
    message: `no worker answered within ${ANSWERED_WITHIN_MS / 1_000} s, so the ${name} of ${id} is not confirmed; it may be applied when one is back`,
    remedy: `start a worker, then look with \`cellwave status ${id}\``,
  });
}
