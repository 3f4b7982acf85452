import { UPDATES } from '../../../workflows/contract/messages';
import { firstCell, startAfter, startRollout, waveOf } from '../../support/a-running-rollout';
import { eventually } from '../../support/eventually';
import { hangFrom } from '../../support/make-trouble';
import { expectOutcome, expectRolledBack, expectTakenBack, touchedBy, untilQuiet } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { tellTogether, type Story } from '../../support/together';
import { carriers, forwardCreates } from '../../support/what-happened';

const pauseInBake: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({ oneBoxMs: 4_000 }) });
  await rollout.until('the one-box to bake', ({ waves }) => waves[0]?.phase === 'baking');
  await rollout.say(UPDATES.pause);
  await rollout.untilPhase('paused');
  const created = forwardCreates(scene.ledger()).length;
  const before = await rollout.status();
  await eventually('longer than the whole bake', () =>
    Date.now() - Date.parse(before.asOf) > 8_000 ? true : undefined,
  );
  const still = await rollout.status();
  expect(still.phase).toBe('paused');
  expect(still.waves[0]?.goodMs).toBeLessThan(4_000);
  expect(forwardCreates(scene.ledger())).toHaveLength(created);
  expect(still.next).toContain('paused by a tester: because it is tested');
  await rollout.say(UPDATES.resume);
  await expectOutcome(rollout, 'completed');
};

const pauseWhileDeploying: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: { ...shortBakes({}), width: { basisPoints: 1, maxCells: 1 } } });
  await rollout.until('the Region wave in flight', ({ waves }) => waves[3]?.phase === 'deploying');
  await rollout.say(UPDATES.pause);
  await rollout.untilPhase('paused');
  await untilQuiet(scene);
  const begun = touchedBy(scene);
  expect(begun.length).toBeLessThan(scene.fleet.cells.length);
  const since = Date.now();
  await eventually('three polls', () => (Date.now() - since > 3_000 ? true : undefined));
  expect(touchedBy(scene)).toEqual(begun);
  await rollout.say(UPDATES.resume);
  await expectOutcome(rollout, 'completed');
};

const extend: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({}) });
  await rollout.until('the one-box in flight', ({ waves }) => waves[0]?.phase === 'deploying');
  await expect(rollout.say(UPDATES.extendBake, { minutes: -1 })).rejects.toMatchObject({
    cause: { message: expect.stringContaining('bakes only grow') },
  });
  await rollout.say(UPDATES.extendBake, { minutes: 0.1 });
  await rollout.say(UPDATES.extendBake, { minutes: 0.1, wave: waveOf(rollout, 1).name });
  await rollout.say(UPDATES.extendBake, { minutes: 0.05, wave: 'soak' });
  const { status } = await expectOutcome(rollout, 'completed');
  expect(status).toMatchObject({ waves: [{ bakeMs: 7_000 }, { bakeMs: 7_000 }, { bakeMs: 1_000 }, { bakeMs: 1_000 }] });
  expect(status).toMatchObject({ soak: { bakeMs: 4_000 } });
};

const exempt: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({}) });
  const left = waveOf(rollout, 3).cells[0]?.name ?? '';
  await rollout.untilPhase('deploying');
  await rollout.say(UPDATES.exemptCell, { cell: left });
  await rollout.until('the first cell to be done', ({ waves }) => waves[2]?.phase !== 'pending');
  await expect(rollout.say(UPDATES.exemptCell, { cell: firstCell(rollout) })).rejects.toThrow();
  const { status } = await expectOutcome(rollout, 'completed');
  const told = { name: left, phase: 'exempt', why: expect.stringMatching(/^exempted by .+: .+/) };
  expect(status).toMatchObject({ cells: expect.arrayContaining([expect.objectContaining(told)]) });
  const others = scene.fleet.cells.map(({ name }) => name).filter((name) => name !== left);
  expect(carriers(scene.ledger(), scene.key)).toEqual([...others].sort());
  expect(touchedBy(scene)).not.toContain(left);
};

/** Cells in flight go on to their end, nothing else starts; afterwards a run of its own takes back what is there. */
const abort: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({}) });
  await rollout.until('the cell in flight', ({ waves }) => waves[1]?.phase === 'deploying');
  await rollout.say(UPDATES.abort);
  await expect(rollout.say(UPDATES.pause)).rejects.toThrow();
  await expectOutcome(rollout, 'aborted');
  expect(carriers(scene.ledger(), scene.key)).toEqual([firstCell(rollout)]);
  expect(touchedBy(scene)).toEqual([firstCell(rollout)]);

  const back = await startAfter(rollout, 'return');
  await expectOutcome(back, 'rolled-back');
  expectTakenBack(scene);
};

const abortBySignal: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({ oneBoxMs: 60_000 }) });
  await rollout.untilPhase('baking');
  await rollout.handle.signal('abort', { reason: 'by signal', by: 'a tester' });
  await expectOutcome(rollout, 'aborted');
};

const rollBackOutranksAbort: Story = async (scene) => {
  hangFrom(scene, 2);
  const rollout = await startRollout(scene, { policy: shortBakes({}) });
  await rollout.until('two cells in flight', () => touchedBy(scene).length >= 2);
  await rollout.say(UPDATES.abort);
  await rollout.say(UPDATES.rollBack);
  await expectRolledBack(rollout);
};

tellTogether({
  'S6, S20: nothing starts while paused, and the bake clock stands': pauseInBake,
  'S5: a pause in the middle of a wave lets only what is in flight end': pauseWhileDeploying,
  'S19: bakes grow and never shrink': extend,
  'S27: an exempt cell is left out': exempt,
  'S15: an abort starts nothing more, and a later run takes back what it left': abort,
  'S15: an abort arrives as a signal too': abortBySignal,
  'S15: a roll back outranks an abort': rollBackOutranksAbort,
});
