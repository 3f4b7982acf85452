import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { LedgerEntry } from '../../sandbox/ledger-entry';
import type { FleetDescription, Sandbox } from '../../sandbox';
import type { Plan } from '../../waves/plan';
import type { Policy } from '../../waves/policy';
import type { Phase } from '../../waves/rollout/phases';
import type { RolloutStatus } from '../../waves/rollout/status';
import {
  cellWorkflowId,
  rollbackWorkflowId,
  rolloutName,
  rolloutWorkflowId,
  waveWorkflowId,
  WORKFLOW_TYPES,
} from '../../workflows/contract/ids';
import type { ForwardInput, RolloutInput, RolloutResult, RunOf } from '../../workflows/contract/inputs';
import { QUERIES, type Answer } from '../../workflows/contract/messages';
import { pack } from '../../workflows/contract/packed';
import { SEARCH_ATTRIBUTES as A } from '../../workflows/contract/search-attributes';
import { TASK_QUEUES } from '../../workflows/contract/task-queues';
import { eventually } from './eventually';
import { failedTasks } from './failed-tasks';
import { within } from './within';
import { planOf, rehearsalPolicy } from './rehearsal';
import { versionFor } from './rehearsal-scenario';

/** One Region of a running rehearsal, in which a test tells its story. */
export type Scene = {
  readonly region: string;
  readonly fleet: FleetDescription;
  readonly client: Client;
  readonly sandbox: Sandbox;
  /** The release that this Region alone rolls, and its S3 key. */
  readonly version: string;
  readonly key: string;
  readonly ledger: () => readonly LedgerEntry[];
};

export function sceneIn(sandbox: Sandbox, client: Client, region: string): Scene {
  const fleet = sandbox.describeFleet(region);
  const version = versionFor(region);
  const key = fleet.releases.find((release) => release.version === version)?.key ?? '';
  const ledger = (): readonly LedgerEntry[] => sandbox.ledger.entries().filter((entry) => entry.region === region);
  return { region, fleet, client, sandbox, version, key, ledger };
}

export type Running = {
  readonly scene: Scene;
  readonly handle: WorkflowHandle;
  readonly runId: string;
  readonly plan: Plan;
  readonly status: () => Promise<RolloutStatus>;
  readonly until: (what: string, is: (status: RolloutStatus) => boolean, withinMs?: number) => Promise<RolloutStatus>;
  readonly untilPhase: (phase: Phase, withinMs?: number) => Promise<RolloutStatus>;
  readonly say: (update: string, message?: object) => Promise<Answer>;
  readonly result: () => Promise<RolloutResult>;
};

export const WORD = { by: 'a tester', reason: 'because it is tested' } as const;

/** Every query is a workflow task: asked without a pause, several stories at once keep a small machine from doing anything else. */
const QUERY_PAUSE_MS = 200;

/** Longer than any story lasts on a busy machine. */
const RESULT_WITHIN_MS = 150_000;

export type StartWishes = Partial<Pick<ForwardInput, 'clearQuarantine' | 'trustBaselines'>> & {
  readonly policy?: Partial<Policy>;
  readonly plan?: (plan: Plan) => Plan;
  /** Temporal hands its first task out only then, or when something happens to it. */
  readonly startDelay?: '5 s';
};

/** As the CLI starts one, without waiting for the admission. */
export async function startRollout(scene: Scene, wishes: StartWishes = {}): Promise<Running> {
  const { policy, plan: change, startDelay, ...rest } = wishes;
  const planned = planOf(scene.fleet, scene.version, rehearsalPolicy(scene.fleet.speed, policy));
  const plan = change === undefined ? planned : change(planned);
  const input: ForwardInput = {
    kind: 'forward',
    ...asked(scene),
    release: scene.version,
    digest: plan.release.digest,
    waves: plan.waves.map(({ name }) => name),
    plan: pack(plan),
    ...rest,
  };
  return startRun(scene, { plan, input, startDelay });
}

/** What `cellwave rollback` starts after a rollout has ended, and `cellwave accept`. */
export async function startAfter(before: Running, kind: 'return' | 'accept'): Promise<Running> {
  const input = { kind, ...asked(before.scene), of: nameOf(before) };
  return startRun(before.scene, { plan: before.plan, input });
}

function asked({ fleet, region }: Scene) {
  return { service: fleet.service, region, word: { ...WORD, at: Date.now() } };
}

function nameOf({ scene: { fleet, region, version }, handle: { workflowId }, runId }: Running): RunOf {
  return { workflowId, runId, rollout: rolloutName({ service: fleet.service, region, version, firstRunId: runId }) };
}

type Run = { readonly plan: Plan; readonly input: RolloutInput; readonly startDelay?: '5 s' | undefined };

async function startRun(scene: Scene, { plan, input, startDelay }: Run): Promise<Running> {
  const handle = await scene.client.workflow.start(WORKFLOW_TYPES.rollout, {
    workflowId: rolloutWorkflowId(scene.fleet.service, scene.region),
    taskQueue: TASK_QUEUES.orchestrator,
    args: [input],
    workflowIdConflictPolicy: 'FAIL',
    ...(startDelay === undefined ? {} : { startDelay }),
    typedSearchAttributes: [
      { key: A.service, value: scene.fleet.service },
      { key: A.region, value: scene.region },
      { key: A.release, value: scene.version },
      { key: A.digest, value: plan.release.digest },
      { key: A.initiator, value: input.word.by },
    ],
  });
  return follow(scene, plan, handle.firstExecutionRunId);
}

/** A run that is there already: started, or made by Reset. */
export function follow(scene: Scene, plan: Plan, runId: string): Running {
  const handle = scene.client.workflow.getHandle(rolloutWorkflowId(scene.fleet.service, scene.region), runId);
  const status = (): Promise<RolloutStatus> => handle.query<RolloutStatus>(QUERIES.status);
  const until: Running['until'] = (what, is, withinMs = 120_000) =>
    eventually(
      `${scene.region}: ${what}`,
      async () => {
        // A query may come while the worker that must answer it is being replaced.
        const now = await status().catch(() => undefined);
        await pause(QUERY_PAUSE_MS);
        return now !== undefined && is(now) ? now : undefined;
      },
      withinMs,
    );
  return {
    scene,
    plan,
    runId,
    handle,
    status,
    until,
    untilPhase: (phase, withinMs) => until(`phase ${phase}`, (now) => now.phase === phase, withinMs),
    say: (update, message = {}) =>
      handle
        .executeUpdate<Answer, [object]>(update, { args: [{ ...WORD, ...message }] })
        .catch(withFailedTasks(handle)),
    result: () => within(`${scene.region} to end`, RESULT_WITHIN_MS, handle.result()),
  };
}

/** An update that meets a failing workflow task says no more than that. */
function withFailedTasks(handle: WorkflowHandle): (error: unknown) => Promise<never> {
  return async (error) => {
    const tasks = await failedTasks(handle);
    if (tasks.length > 0) throw new Error(`its workflow tasks failed: ${tasks.join('; ')}`, { cause: error });
    throw error;
  };
}

export function waveIdOf(running: Running, wave: string): string {
  return waveWorkflowId(nameOf(running).rollout, wave);
}

export function rollbackIdOf(running: Running): string {
  return rollbackWorkflowId(nameOf(running).rollout);
}

export function cellIdOf({ scene }: Running, cell: string): string {
  return cellWorkflowId(scene.fleet.service, cell);
}

export function waveOf({ plan }: Running, at: number): Plan['waves'][number] {
  const wave = plan.waves[at];
  if (wave === undefined) throw new Error(`the plan has no wave ${at}`);
  return wave;
}

/** The cell whose one-box is first. */
export function firstCell(running: Running): string {
  return waveOf(running, 0).cells[0]?.name ?? '';
}

/** The last cell of the plan: whatever is done to it at the start, its wave comes much later. */
export function lastCell(rollout: Running) {
  const cell = waveOf(rollout, 3).cells.at(-1);
  if (cell === undefined) throw new Error('the last wave has no cell');
  return cell;
}
