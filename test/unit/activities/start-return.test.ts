import type { RolloutRecords } from '../../../activities/ports/rollout-records.port';
import { createStartReturn } from '../../../activities/start-return';
import { RECONCILER } from '../../../waves/reconciling/judge-unresolved';
import type { RunRecord } from '../../../waves/reconciling/run-record';
import { aRun, closed, open, ROLLOUT, WORKFLOW_ID } from '../../support/a-found-rollout';

const gone = aRun('gone', closed('terminated'));
const order = {
  input: {
    kind: 'return',
    service: 'app',
    region: 'us-west-2',
    word: { by: RECONCILER, reason: 'r', at: 0 },
    of: { workflowId: WORKFLOW_ID, runId: 'gone', rollout: ROLLOUT },
  },
  latest: 'gone',
  release: 'v2',
} as const;

const never = () => Promise.reject(new Error('not asked'));

/** A Temporal with one id; `racing` takes it between the look and the start. */
function temporal(first: RunRecord | undefined, racing?: RunRecord) {
  const started: string[] = [];
  let current = first;
  const records: RolloutRecords = {
    currentRun: () => Promise.resolve(current),
    startReturn: ({ of }) => {
      if (racing !== undefined) current = racing;
      if (current?.standing.kind === 'open') return Promise.resolve(undefined);
      started.push(of.runId);
      current = aRun('back', open('rolling-back'), { initiator: RECONCILER });
      return Promise.resolve({ runId: 'back' });
    },
    runsOf: never,
    runsOfRelease: never,
    cancel: never,
    touchedBy: never,
  };
  return { start: () => createStartReturn({ records })(order), started };
}

describe('S30: the return of an unresolved rollout', () => {
  test('is started once: a second attempt finds the first one`s work', async () => {
    const { start, started } = temporal(gone);
    expect(await start()).toEqual({ kind: 'started', runId: 'back' });
    expect(await start()).toEqual({ kind: 'started', runId: 'back' });
    expect(started).toEqual(['gone']);
  });

  test.each([
    ['a person took it back', aRun('hers', open('rolling-back')), 'ada, run hers'],
    [
      'a person took it back, and it is over',
      aRun('hers', closed('completed', { outcome: 'rolled-back' })),
      'ada, run hers',
    ],
    ['nobody knows who', aRun('x', open('preparing'), { initiator: undefined }), 'somebody, run x'],
    ['its history is gone', undefined, 'nobody that Temporal still knows'],
  ])('is not started when somebody was quicker: %s', async (_, current, by) => {
    const { start, started } = temporal(current);
    expect(await start()).toEqual({ kind: 'overtaken', by });
    expect(started).toEqual([]);
  });

  test('is not started when somebody takes the lock at that very moment', async () => {
    const { start, started } = temporal(gone, aRun('hers', open('preparing')));
    expect(await start()).toEqual({ kind: 'overtaken', by: 'ada, run hers' });
    expect(started).toEqual([]);
  });
});
