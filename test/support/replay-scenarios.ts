import { DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { UPDATES } from '../../workflows/contract/messages';
import type { PreflightInput, ReconcilerResult } from '../../workflows/contract/inputs';
import { preflightWorkflowId, RECONCILER_ID, WORKFLOW_TYPES } from '../../workflows/contract/ids';
import { pack } from '../../workflows/contract/packed';
import { SEARCH_ATTRIBUTES } from '../../workflows/contract/search-attributes';
import { TASK_QUEUES } from '../../workflows/contract/task-queues';
import { asSomebody, gate, requests } from './a-gate';
import { lastCell, startAfter, startRollout, waveOf, type Scene } from './a-running-rollout';
import { deployByHand } from './by-hand';
import { openWebhook } from './a-webhook';
import { eventually } from './eventually';
import { failFrom, hangFrom, turnBad } from './make-trouble';
import * as phases from './phases';
import { currentRun } from './reconcile';
import { planOf } from './rehearsal';
import { resetToEndOfWave } from './reset-run';
import { touchedBy, untilQuiet } from './rollout-claims';
import { shortBakes } from './short-bakes';

/** What is recorded for replay, by the name of the recording: every way through the workflows that a change could break. */
export const REPLAY_SCENARIOS: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  good: async (scene) => {
    await (await startRollout(scene, { policy: shortBakes({}) })).result();
  },
  'alarm-in-bake': async (scene) => {
    const rollout = await startRollout(scene, { policy: shortBakes({ oneAzMs: 60_000 }) });
    await rollout.until('the AZ to bake', ({ waves }) => waves[2]?.phase === 'baking');
    turnBad(scene);
    await rollout.result();
  },
  'alarm-while-deploying': async (scene) => {
    hangFrom(scene, 3);
    const rollout = await startRollout(scene, { policy: shortBakes({}) });
    await eventually('the third cell', () => (touchedBy(scene).length >= 3 ? true : undefined), 90_000);
    turnBad(scene);
    await rollout.result();
  },
  'deployment-fails': async (scene) => {
    failFrom(scene, 2);
    await (await startRollout(scene, { policy: shortBakes({}) })).result();
  },
  'abort-and-return': async (scene) => {
    const rollout = await phases.baking(scene);
    await rollout.say(UPDATES.abort);
    await rollout.result();
    await (await startAfter(rollout, 'return')).result();
  },
  'terminate-and-accept': async (scene) => {
    const rollout = await phases.baking(scene);
    await rollout.handle.terminate('as the scenario wants it');
    await (await startAfter(rollout, 'accept')).result();
  },
  'terminate-and-reconcile': async (scene) => {
    const rollout = await phases.baking(scene);
    await rollout.handle.terminate('as the scenario wants it');
    await reconcileHere(scene);
    await (await currentRun(rollout)).result();
  },
  'terminate-and-page': async (scene) => {
    process.env['REPLAY_SECRET'] = 'hush';
    const webhook = await openWebhook();
    const notify = { kind: 'webhook', url: webhook.url, secretEnv: 'REPLAY_SECRET' } as const;
    const policy = { ...shortBakes({ oneBoxMs: 600_000 }), notify, unresolved: 'page' } as const;
    const rollout = await startRollout(scene, { policy });
    await rollout.untilPhase('baking');
    await rollout.handle.terminate('as the scenario wants it');
    await reconcileHere(scene);
    // A second look finds that somebody has been called.
    await reconcileHere(scene, 0);
    await (await startAfter(rollout, 'accept')).result();
    await webhook.close();
  },
  'cancel-in-flight': async (scene) => {
    const rollout = await phases.deployingLast(scene);
    await rollout.handle.cancel();
    await rollout.result();
  },
  'pause-and-extend': async (scene) => {
    const rollout = await startRollout(scene, { policy: shortBakes({ oneBoxMs: 4_000 }) });
    await rollout.untilPhase('baking');
    await rollout.say(UPDATES.pause);
    await rollout.untilPhase('paused');
    await rollout.say(UPDATES.exemptCell, { cell: waveOf(rollout, 3).cells[0]?.name ?? '' });
    await rollout.say(UPDATES.extendBake, { minutes: 0.05 });
    await rollout.say(UPDATES.resume);
    await rollout.result();
  },
  'held-and-rolled-back': async (scene) => {
    const rollout = await phases.held(scene);
    await rollout.say(UPDATES.rollBack);
    await rollout.result();
  },
  'moved-and-resumed': async (scene) => {
    const width = { basisPoints: 1, maxCells: 1 };
    const rollout = await startRollout(scene, { policy: { ...shortBakes({}), width } });
    await rollout.until('the last wave to begin', ({ waves }) => waves[3]?.phase === 'deploying');
    await deployByHand(scene, lastCell(rollout).name);
    await rollout.untilPhase('held');
    await untilQuiet(scene);
    await rollout.say(UPDATES.resume);
    await rollout.result();
  },
  'reset-and-rolled-back': async (scene) => {
    const again = await resetToEndOfWave(await phases.baking(scene), 1);
    await again.untilPhase('held');
    await again.say(UPDATES.rollBack);
    await again.result();
  },
  'too-few-samples': async (scene) => {
    const tooMany = requests({ count: 900_000_000, maximumBakeMs: 4_000 });
    const rollout = await startRollout(scene, { policy: { ...shortBakes({}), ...gate(tooMany) } });
    await rollout.untilPhase('held');
    await rollout.say(UPDATES.rollBack);
    await rollout.result();
  },
  'alarm-deleted': async (scene) => {
    const rollout = await startRollout(scene, { policy: { ...shortBakes({ oneCellMs: 600_000 }), ...gate() } });
    await rollout.until('the one-cell wave to bake', ({ waves }) => waves[1]?.phase === 'baking');
    await asSomebody(rollout, (client, alarm) => client.send(new DeleteAlarmsCommand({ AlarmNames: [alarm] })));
    await rollout.untilPhase('held');
    await rollout.say(UPDATES.rollBack);
    await rollout.result();
  },
  preflight: async ({ client, fleet, region, version }) => {
    const input: PreflightInput = {
      service: fleet.service,
      region,
      plan: pack(planOf(fleet, version)),
      trusted: [],
    };
    await client.workflow.execute(WORKFLOW_TYPES.preflight, {
      workflowId: preflightWorkflowId(fleet.service, region, 'recorded'),
      taskQueue: TASK_QUEUES.orchestrator,
      args: [input],
    });
  },
};

/** A run of the reconciler that lists of this Region show, as they show all that is recorded; again while lists lag, until it has done something. */
async function reconcileHere({ client, region }: Scene, least = 1): Promise<void> {
  await eventually(`the reconciler to act in ${region}`, async () => {
    const { did } = await client.workflow.execute<() => Promise<ReconcilerResult>>(WORKFLOW_TYPES.reconciler, {
      workflowId: `${RECONCILER_ID}-${region}`,
      taskQueue: TASK_QUEUES.orchestrator,
      typedSearchAttributes: [{ key: SEARCH_ATTRIBUTES.region, value: region }],
    });
    return did.length >= least ? true : undefined;
  });
}
