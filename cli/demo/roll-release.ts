import type { Client } from '@temporalio/client';
import { randomBytes } from 'node:crypto';
import { makePlan } from '../config/make-plan';
import type { Screen } from '../output/screen';
import type { RolloutScenario, Sandbox } from '../../sandbox';
import type { Plan } from '../../waves/plan';
import type { RolloutStatus } from '../../waves/rollout/status';
import { preflightWorkflowId, rolloutWorkflowId, WORKFLOW_TYPES } from '../../workflows/contract/ids';
import type {
  ForwardInput,
  PreflightInput,
  PreflightResult,
  RolloutInput,
  RolloutResult,
} from '../../workflows/contract/inputs';
import { QUERIES } from '../../workflows/contract/messages';
import { pack } from '../../workflows/contract/packed';
import { TASK_QUEUES } from '../../workflows/contract/task-queues';
import { takeEvidence } from './evidence';
import { judge } from './judge';
import { tell } from './tell';

type Temporal = {
  readonly client: Client;
  readonly namespace: string;
  /** Base of the Web UI's addresses. */
  readonly uiUrl: string;
};

export type DemoRun = {
  readonly screen: Screen;
  readonly temporal: Temporal;
  readonly sandbox: Sandbox;
  /** Where `.cellwave/` with the fleet, policy and release files lies. */
  readonly folder: string;
};

/** Rolls one release as a user would, from the files on, and holds what really happened against the script. */
export async function rollRelease(run: DemoRun, script: RolloutScenario): Promise<boolean> {
  const { region } = run.sandbox.describeFleet();
  const plan = makePlan({ release: script.release, region }, run.folder, Date.now());
  const endEvidence = takeEvidence(run.sandbox, plan);
  const told = await startAndWatch(run, plan);
  const evidence = endEvidence();
  const findings = judge(script, told.outcome, evidence);
  tell(run.screen, { ...told, evidence, findings });
  return findings.every(({ isMet }) => isMet);
}

/** What `workflows/rollout.ts` exports, seen from outside. */
type Rollout = (input: RolloutInput) => Promise<RolloutResult>;
type Preflight = (input: PreflightInput) => Promise<PreflightResult>;

type Ended = {
  readonly rollout: string;
  readonly outcome: string;
  readonly story: readonly string[];
  readonly url: string | undefined;
};

async function startAndWatch(run: DemoRun, plan: Plan): Promise<Ended> {
  const { temporal, screen } = run;
  const { client, uiUrl, namespace } = temporal;
  const { service, region, release } = plan;
  const looked = await lookFirst(temporal, plan);
  for (const { code, cell, message } of looked.warnings) screen.note(`warning ${code} ${cell}: ${message}`);
  if (looked.refusals.length > 0) {
    const story = [`${release.version} of ${service}`, ...looked.refusals.map(({ message }) => `refused: ${message}`)];
    return { rollout: `${service}:${region}:${release.version}`, outcome: 'refused', story, url: uiUrl };
  }
  const workflowId = rolloutWorkflowId(service, region);
  const input: ForwardInput = {
    kind: 'forward',
    ...{ service, region, release: release.version, digest: release.digest, plan: pack(plan) },
    word: { by: 'demo', reason: 'demo', at: Date.now() },
    waves: plan.waves.map(({ name, cells }) => `${name}  ${cells.length} cells`),
  };
  const handle = await client.workflow.start<Rollout>(WORKFLOW_TYPES.rollout, {
    workflowId,
    taskQueue: TASK_QUEUES.orchestrator,
    args: [input],
  });
  const result = handle.result();
  const state = { over: false, last: '' };
  const watching = (async () => {
    while (!state.over) {
      const status = await handle.query<RolloutStatus>(QUERIES.status).catch(() => undefined);
      const line = status === undefined ? state.last : lineOf(status);
      if (line !== state.last) screen.print(line);
      state.last = line;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  })();
  try {
    const { rollout, outcome, story } = await result;
    const page = `namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}/${handle.firstExecutionRunId}`;
    return { rollout, outcome, story, url: `${uiUrl}/${page}` };
  } finally {
    state.over = true;
    await watching;
  }
}

function lineOf({ phase, waves, counts, next }: RolloutStatus): string {
  const wave = waves.find((one) => one.phase !== 'pending' && one.phase !== 'passed');
  return `${phase.padEnd(13)} ${(wave?.name ?? '').padEnd(22)} ${counts.done}/${counts.total}  ${next}`;
}

function lookFirst({ client }: Temporal, plan: Plan): Promise<PreflightResult> {
  const { service, region } = plan;
  const input: PreflightInput = { service, region, plan: pack(plan), trusted: [] };
  return client.workflow.execute<Preflight>(WORKFLOW_TYPES.preflight, {
    workflowId: preflightWorkflowId(service, region, randomBytes(4).toString('hex')),
    taskQueue: TASK_QUEUES.orchestrator,
    args: [input],
  });
}
