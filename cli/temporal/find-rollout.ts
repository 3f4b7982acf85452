import { rolloutWorkflowId } from '../../workflows/contract/ids';
import { CliError } from '../errors';
import { listRollouts } from './list-rollouts';
import { matchRollout } from './match-rollout';
import { rolloutRun, type RolloutRun } from './rollout-run';
import type { Temporal } from './with-temporal';

/** Runs that a shortened id is looked for among. */
const MOST_RUNS = 500;
/** Lists lag behind starts by about a second. */
const LIST_LAG_MS = 1_500;

/** The rollout a person means; without an id the one that runs. */
export async function findRollout(temporal: Temporal, asked: string | undefined): Promise<RolloutRun> {
  const run = asked === undefined ? await theRunningOne(temporal) : await named(temporal, asked);
  // What lists say lags; the run itself is asked for how it stands now.
  return await describeRun(temporal, run);
}

/** `ID`, `ID CELL`, or only `CELL` while one rollout runs. */
export async function findRolloutAndCell(
  temporal: Temporal,
  [first, second]: readonly string[],
): Promise<{ readonly run: RolloutRun; readonly cell: string | undefined }> {
  if (first === undefined || second !== undefined) return { run: await findRollout(temporal, first), cell: second };
  const running = await listRollouts(temporal, { open: true }, 2);
  const [only] = running;
  const runs = await listRollouts(temporal, {}, MOST_RUNS);
  if (only !== undefined && running.length === 1 && matchRollout(first, runs).kind === 'none')
    return { run: await describeRun(temporal, only), cell: first };
  return { run: await findRollout(temporal, first), cell: undefined };
}

/** The newest run of the same id, or this one: whoever holds the lock now. */
export async function latestRunOf(temporal: Temporal, workflowId: string): Promise<RolloutRun | undefined> {
  try {
    return rolloutRun(await temporal.client.workflow.getHandle(workflowId).describe());
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

export async function describeRun(
  temporal: Temporal,
  run: Pick<RolloutRun, 'workflowId' | 'runId'>,
): Promise<RolloutRun> {
  return rolloutRun(await temporal.client.workflow.getHandle(run.workflowId, run.runId).describe());
}

async function named(temporal: Temporal, asked: string): Promise<RolloutRun> {
  const until = Date.now() + LIST_LAG_MS;
  for (;;) {
    const runs = await listRollouts(temporal, {}, MOST_RUNS);
    const match = matchRollout(asked, runs);
    if (match.kind === 'one') return match.run;
    if (match.kind === 'many') throw ambiguous(asked, match.ids);
    const latest = await ofPlace(temporal, asked);
    if (latest !== undefined) return latest;
    if (Date.now() > until) throw unknown(asked, runs);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** A rollout started this moment is in no list yet, but its workflow's id is known from what people type. */
async function ofPlace(temporal: Temporal, asked: string): Promise<RolloutRun | undefined> {
  const [service, region] = asked.replace(/^rollout:/, '').split(':');
  if (service === undefined || region === undefined) return undefined;
  const latest = await latestRunOf(temporal, rolloutWorkflowId(service, region));
  return latest !== undefined && matchRollout(asked, [latest]).kind === 'one' ? latest : undefined;
}

async function theRunningOne(temporal: Temporal): Promise<RolloutRun> {
  const until = Date.now() + LIST_LAG_MS;
  for (;;) {
    const running = await runningNow(temporal);
    const [only, second] = running;
    if (only !== undefined && second === undefined) return only;
    if (only !== undefined)
      throw ambiguous(
        undefined,
        running.map(({ id }) => id),
      );
    if (Date.now() > until) throw await noneRunning(temporal);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Lists go on showing a run for a moment that has just ended. */
async function runningNow(temporal: Temporal): Promise<readonly RolloutRun[]> {
  const listed = await listRollouts(temporal, { open: true }, MOST_RUNS);
  const fresh = await Promise.all(listed.slice(0, MOST_SHOWN).map((run) => describeRun(temporal, run)));
  return [...fresh.filter(({ isOpen }) => isOpen), ...listed.slice(MOST_SHOWN)];
}

async function noneRunning(temporal: Temporal): Promise<CliError> {
  const [latest] = await listRollouts(temporal, {}, 1);
  return new CliError({
    kind: 'usage',
    message: 'no rollout is running',
    remedy:
      latest === undefined
        ? '`cellwave start --release R --region X` starts one'
        : `name one: the latest is ${latest.id}; \`cellwave list\` shows all`,
  });
}

function ambiguous(asked: string | undefined, ids: readonly string[]): CliError {
  const message = asked === undefined ? `${ids.length} rollouts are running` : `"${asked}" fits ${ids.length} rollouts`;
  const shown = ids.slice(0, MOST_SHOWN);
  return new CliError({ kind: 'usage', message, remedy: `say which: ${shown.join(', ')}`, details: { ids } });
}

const MOST_SHOWN = 10;

function unknown(asked: string, runs: readonly RolloutRun[]): CliError {
  const ids = [...new Set(runs.map(({ id }) => id))].slice(0, MOST_SHOWN);
  return new CliError({
    kind: 'usage',
    message: `there is no rollout "${asked}"`,
    remedy:
      ids.length === 0 ? 'no rollout was ever started here' : `known: ${ids.join(', ')}; \`cellwave list\` shows all`,
    details: { ids },
  });
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkflowNotFoundError';
}
