import type { Client } from '@temporalio/client';
import { RECONCILER_ID, rolloutWorkflowId } from '../../workflows/contract/ids';
import type { ReconcilerResult } from '../../workflows/contract/inputs';
import { follow, type Running, type Scene } from './a-running-rollout';
import { eventually } from './eventually';
import { within } from './within';

const turns = new WeakMap<Client, Promise<unknown>>();

/** The schedule's next run, triggered by hand: the same as its period would bring. One after the other, for a trigger during a run is skipped. */
export function reconcile(client: Client): Promise<ReconcilerResult> {
  const before = turns.get(client) ?? Promise.resolve();
  const next = before.then(() => runOnce(client));
  turns.set(
    client,
    next.catch(() => undefined),
  );
  return next;
}

async function runOnce(client: Client): Promise<ReconcilerResult> {
  const schedule = client.schedule.getHandle(RECONCILER_ID);
  const taken = (await schedule.describe()).info.numActionsTaken;
  await schedule.trigger();
  const run = await eventually(
    'the reconciler to be started',
    async () => {
      const { info } = await schedule.describe();
      return info.numActionsTaken > taken ? info.recentActions.at(-1)?.action.workflow : undefined;
    },
    30_000,
  );
  const handle = client.workflow.getHandle<() => Promise<ReconcilerResult>>(run.workflowId, run.firstExecutionRunId);
  return within('the reconciler to end', 60_000, handle.result());
}

/** Lists lag by a second or so, so the run that sees what has just happened may be the one after the next; or another story's. */
export async function reconcileUntil<T>(
  { client, region }: Scene,
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  return eventually(
    `${region}: ${what}`,
    async () => {
      await reconcile(client);
      return ask();
    },
    60_000,
  );
}

/** The run that its id belongs to now. */
export async function currentRun({ scene, plan }: Running): Promise<Running> {
  const workflowId = rolloutWorkflowId(scene.fleet.service, scene.region);
  return follow(scene, plan, (await scene.client.workflow.getHandle(workflowId).describe()).runId);
}
