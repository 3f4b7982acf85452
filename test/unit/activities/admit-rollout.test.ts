import { createAdmitRollout } from '../../../activities/admit-rollout';
import type { RolloutRecords } from '../../../activities/ports/rollout-records.port';
import type { RunRecord, RunStanding } from '../../../waves/reconciling/run-record';
import { aRolloutRef } from '../../support/a-deploy-order';

const records = (runs: readonly RunRecord[], ofRelease: readonly RunRecord[] = []): RolloutRecords => ({
  runsOf: () => Promise.resolve(runs),
  runsOfRelease: () => Promise.resolve(ofRelease),
  currentRun: () => Promise.resolve(undefined),
  cancel: () => Promise.resolve(),
  touchedBy: () => Promise.reject(new Error('not asked')),
  startReturn: () => Promise.reject(new Error('not asked')),
});
const run = (runId: string, standing: RunStanding): RunRecord => ({
  workflowId: 'rollout:app:us-west-2',
  runId,
  standing,
  rollout: `app:us-west-2:v2-${runId}`,
  region: 'us-west-2',
  release: 'v2',
  initiator: 'ada',
});
const mine = run('mine', { kind: 'open', phase: 'preparing', since: 0, bakeEndsAt: undefined });
const access = (hosts: readonly string[]) => ({
  awsHosts: () => Promise.resolve(hosts),
  accountOf: () => Promise.reject(new Error('not asked')),
});
const order = { ref: aRolloutRef, workflowId: mine.workflowId, runId: 'mine', clearQuarantine: undefined };

describe('admission', () => {
  test('admits when nothing came before', async () => {
    const admit = createAdmitRollout({ access: access([]), records: records([mine], [mine]) });
    expect(await admit(order)).toEqual({ kind: 'admitted' });
  });

  test.each(['completed', 'rolled-back', 'aborted', 'accepted', 'refused'])('admits after %s', async (outcome) => {
    const before = run('before', { kind: 'closed', as: 'completed', outcome, phase: 'closed' });
    const admit = createAdmitRollout({ access: access([]), records: records([mine, before]) });
    expect(await admit(order)).toEqual({ kind: 'admitted' });
  });

  test('S30: refuses after a run that ended unsettled, and says the way out', async () => {
    const before = run('before', { kind: 'closed', as: 'terminated', outcome: undefined, phase: 'deploying' });
    const admit = createAdmitRollout({ access: access([]), records: records([mine, before]) });
    const refusals = [expect.objectContaining({ rule: 'S30', remedy: expect.stringContaining('cellwave rollback') })];
    expect(await admit(order)).toEqual({ kind: 'refused', refusals });
  });

  test.each([
    ['was rolled back', { kind: 'closed', as: 'completed', outcome: 'rolled-back', phase: 'closed' }],
    ['is being rolled back', { kind: 'open', phase: 'rolling-back', since: 0, bakeEndsAt: undefined }],
    ['was being rolled back', { kind: 'closed', as: 'terminated', outcome: undefined, phase: 'rolling-back' }],
  ] as const)('S29: refuses a release that %s anywhere', async (words, standing) => {
    const other = run('other', standing);
    const admit = createAdmitRollout({ access: access([]), records: records([mine], [mine, other]) });
    const refusals = [expect.objectContaining({ rule: 'S29', message: expect.stringContaining(words) })];
    expect(await admit(order)).toEqual({ kind: 'refused', refusals });
    expect(await admit({ ...order, clearQuarantine: 'mended in the registry' })).toEqual({ kind: 'admitted' });
  });

  test('S29: a run that was accepted as it stands does not clear what another one took back', async () => {
    const other = run('other', { kind: 'closed', as: 'terminated', outcome: undefined, phase: 'rolling-back' });
    const accepted = run('accepted', { kind: 'closed', as: 'completed', outcome: 'accepted', phase: 'closed' });
    const admit = createAdmitRollout({
      access: access([]),
      records: records([mine, accepted, other], [mine, accepted, other]),
    });
    expect(await admit(order)).toMatchObject({ kind: 'refused', refusals: [{ rule: 'S29' }] });
  });

  test('a rehearsal is refused by a worker that would reach AWS', async () => {
    const admit = createAdmitRollout({ access: access(['sts.us-west-2.amazonaws.com']), records: records([mine]) });
    expect(await admit(order)).toMatchObject({
      kind: 'refused',
      refusals: [{ message: expect.stringContaining('AWS') }],
    });
    const real = { ...order, ref: { ...aRolloutRef, rehearsal: false } };
    expect(await admit(real)).toEqual({ kind: 'admitted' });
  });
});
