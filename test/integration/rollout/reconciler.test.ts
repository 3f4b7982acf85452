import { ensureReconciler } from '../../../runtime/reconciler-schedule';
import { pageWorkflowId, WORKFLOW_TYPES } from '../../../workflows/contract/ids';
import { SEARCH_ATTRIBUTES as A } from '../../../workflows/contract/search-attributes';
import { TASK_QUEUES } from '../../../workflows/contract/task-queues';
import {
  cellIdOf,
  rollbackIdOf,
  startRollout,
  waveIdOf,
  waveOf,
  type Running,
  type Scene,
} from '../../support/a-running-rollout';
import { openWebhook, type Told, type Webhook } from '../../support/a-webhook';
import { eventually } from '../../support/eventually';
import * as phases from '../../support/phases';
import { currentRun, reconcile, reconcileUntil } from '../../support/reconcile';
import { resetToTask } from '../../support/reset-run';
import { expectOutcome, expectRolledBack, expectTakenBack, touchedBy } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { tellTogether, type Story } from '../../support/together';
import { carriers, forwardCreates } from '../../support/what-happened';

/** Nobody asks for it: the fleet ends at known versions, by the sandbox's own record; and the reconciler does that once, however often it runs. */
const terminatedWhen =
  (phase: phases.Phase): Story =>
  async (scene) => {
    await untilScheduled(scene);
    const rollout = await phase(scene);
    await rollout.handle.terminate('as the test wants it');
    const back = await reconcileUntil(scene, 'its return', async () => {
      const now = await currentRun(rollout);
      return now.runId === rollout.runId ? undefined : now;
    });
    await expectNothingDone(back);
    await expectOutcome(back, 'rolled-back');
    expectTakenBack(scene);
    await expectNothingDone(back);
  };

/** Whoever loses a part lives, and sees to it. */
const waveAndRollbackTerminated: Story = async (scene) => {
  await untilScheduled(scene);
  const rollout = await phases.deployingLast(scene);
  await terminatePart(rollout, waveIdOf(rollout, waveOf(rollout, 3).name));
  await terminatePart(rollout, rollbackIdOf(rollout));
  await expectNothingDone(rollout);
  await expectRolledBack(rollout);
  await expectNothingDone(rollout);
};

const cellTerminated: Story = async (scene) => {
  await untilScheduled(scene);
  const rollout = await phases.deployingFirst(scene);
  await terminatePart(rollout, cellIdOf(rollout, touchedBy(scene).at(0) ?? ''));
  await expectNothingDone(rollout);
  await expectRolledBack(rollout);
};

async function terminatePart({ scene }: Running, workflowId: string): Promise<void> {
  const part = scene.client.workflow.getHandle(workflowId);
  await eventually(`${workflowId} to begin`, () => part.describe().catch(() => undefined));
  await part.terminate('as the test wants it');
}

/** Reset closes the old run as terminated; the new one holds, and is nobody's to settle. */
const madeByReset: Story = async (scene) => {
  await untilScheduled(scene);
  const old = await phases.deployingLast(scene);
  const again = await resetToTask(old, 1);
  await again.untilPhase('held');
  await expectNothingDone(again);
  expect((await again.status()).phase).toBe('held');
  await again.say('rollBack');
  await expectOutcome(again, 'rolled-back');
  expectTakenBack(scene);
};

/** The policy says to leave it: one call, and not a finger on the fleet. A call that does not get out rests, and is made again. */
const policySaysPage: Story = (scene) =>
  withWebhook(async (webhook) => {
    await untilScheduled(scene);
    const rollout = await startWithWebhook(scene, webhook);
    await untilBaking(rollout);
    const finished = carriers(scene.ledger(), scene.key);
    const page = scene.client.workflow.getHandle(pageIdOf(rollout));
    await rollout.handle.terminate('as the test wants it');
    const { runId } = await reconcileUntil(scene, 'a call to be made', () => page.describe().catch(() => undefined));
    await eventually('it to rest, for the worker has no secret', async () => {
      const { events } = await page.fetchHistory();
      return events?.find(({ timerStartedEventAttributes: timer }) => timer !== null && timer !== undefined);
    });
    await expectNothingDone(rollout);
    expect((await page.describe()).runId).toBe(runId);
    await page.terminate('the test is in a hurry');
    process.env[secretOf(scene)] = 'hush';
    const call = await reconcileUntil(scene, 'a call to come', () => calls(webhook)[0]);
    expect(call.message).toMatch(/was terminated while baking.*`cellwave rollback .*`cellwave accept /);
    await expectNothingDone(rollout);
    expect(calls(webhook)).toEqual([call]);
    expect(carriers(scene.ledger(), scene.key)).toEqual(finished);
  });

/** A wave of it that no worker can carry on: the rollout would wait for it for ever. */
const standsStill: Story = (scene) =>
  withWebhook(async (webhook) => {
    await untilScheduled(scene);
    process.env[secretOf(scene)] = 'hush';
    const rollout = await startWithWebhook(scene, webhook);
    const broken = await scene.client.workflow.start(WORKFLOW_TYPES.wave, {
      workflowId: waveIdOf(rollout, 'w99-broken'),
      taskQueue: TASK_QUEUES.orchestrator,
      args: [{ packed: 'nothing that was ever packed' }],
      typedSearchAttributes: [{ key: A.rollout, value: nameOf(rollout) }],
    });
    await untilBaking(rollout);
    const call = await reconcileUntil(scene, 'a call', () => calls(webhook)[0]);
    const which = `the tasks of workflow ${waveIdOf(rollout, 'w99-broken')} fail again and again`;
    expect(call.message).toContain(`${which} (category=WorkflowTaskFailed, cause=WorkflowTaskFailedCause`);
    const created = forwardCreates(scene.ledger());
    await expectNothingDone(rollout);
    expect(calls(webhook)).toEqual([call]);
    expect({ phase: (await rollout.status()).phase, created: forwardCreates(scene.ledger()) }).toEqual({
      phase: 'baking',
      created,
    });
    await broken.terminate('it has served its purpose');
    await rollout.say('rollBack');
    await expectOutcome(rollout, 'rolled-back');
  });

/** One more run of the reconciler has nothing to do here, and the id belongs to whom it did. */
async function expectNothingDone(running: Running): Promise<void> {
  const { client, region } = running.scene;
  const { did } = await reconcile(client);
  expect(did.filter((line) => line.includes(`:${region}:`))).toEqual([]);
  expect((await currentRun(running)).runId).toBe(running.runId);
}

/** A period that does not come round while the stories are told: it is triggered by hand. */
async function untilScheduled({ client }: Scene): Promise<void> {
  await ensureReconciler(client, 7 * 86_400_000);
}

const secretOf = ({ region }: Scene): string => `SECRET_OF_${region.replaceAll('-', '_').toUpperCase()}`;

async function startWithWebhook(scene: Scene, { url }: Webhook): Promise<Running> {
  const notify = { kind: 'webhook', url, secretEnv: secretOf(scene) } as const;
  const policy = { ...shortBakes({ oneBoxMs: 600_000 }), notify, unresolved: 'page' } as const;
  return startRollout(scene, { policy });
}

async function untilBaking(rollout: Running): Promise<void> {
  await rollout.until('the one-box to bake', ({ waves }) => waves[0]?.phase === 'baking', 90_000);
}

async function withWebhook(tell: (webhook: Webhook) => Promise<void>): Promise<void> {
  const webhook = await openWebhook();
  try {
    await tell(webhook);
  } finally {
    await webhook.close();
  }
}

/** Those for a person; the rollout itself tells that it has started. */
function calls(webhook: Webhook): readonly Told[] {
  return webhook.received().filter(({ event }) => event === 'needs-a-person');
}

const pageIdOf = (rollout: Running): string => pageWorkflowId(nameOf(rollout), `unresolved-${rollout.runId.slice(-6)}`);

const nameOf = (rollout: Running): string => waveIdOf(rollout, '').slice(0, -1);

tellTogether({
  'S25: a rollout whose workflows cannot go on is reported, once, and not touched': standsStill,
  'S30: terminated between two waves, it is returned unasked': terminatedWhen(phases.gated),
  'S30: terminated while its last cell is in flight, it is returned unasked': terminatedWhen(phases.deployingLast),
  'S30: terminated while rolling back, it is returned unasked': terminatedWhen(phases.rollingBack),
  'S30: terminated while baking, it is returned unasked': terminatedWhen(phases.baking),
  'S30: a run that Reset made is left alone': madeByReset,
  'S30: terminated waves and rollbacks are their rollout`s to settle': waveAndRollbackTerminated,
  'S30: a terminated cell is its rollout`s to settle': cellTerminated,
  'S30: where the policy says so a person is called, once, and nothing is touched': policySaysPage,
});
