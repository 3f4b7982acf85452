import { matchRollout } from '../../../../cli/temporal/match-rollout';
import type { RolloutRun } from '../../../../cli/temporal/rollout-run';

const run = (service: string, region: string, name: string): RolloutRun => ({
  id: `${service}:${region}:${name}`,
  workflowId: `rollout:${service}:${region}`,
  runId: `01a2099e-cf6f-7daf-84e7-5b88f2${name.slice(-6)}`,
  service,
  region,
  release: name.split('-')[0] ?? '',
  digest: undefined,
  phase: 'closed',
  outcome: 'completed',
  wave: undefined,
  cells: { total: 1, done: 1, failed: 0 },
  needsAttention: false,
  initiator: undefined,
  startedAt: '2026-11-23T10:00:00.000Z',
  closedAt: undefined,
  isOpen: false,
  temporalStatus: 'COMPLETED',
});

/** Newest first. */
const runs = [
  run('checkout', 'us-west-2', 'v1.2.0-aaaaaa'),
  run('checkout', 'us-west-2', 'v1.1.0-bbbbbb'),
  run('checkout', 'eu-west-1', 'v1.1.0-cccccc'),
  run('payments', 'us-west-2', 'v9-dddddd'),
  run('payments-eu', 'eu-west-1', 'v9.1-eeeeee'),
];

describe('what a shortened id means', () => {
  test.each([
    ['the whole id', 'checkout:us-west-2:v1.1.0-bbbbbb', 'v1.1.0-bbbbbb'],
    ['its end', 'cccccc', 'v1.1.0-cccccc'],
    ['a part of its end', 'ddd', 'v9-dddddd'],
    ['release and end', 'v9-dddddd', 'v9-dddddd'],
    ['a place: the latest there', 'checkout:us-west-2', 'v1.2.0-aaaaaa'],
    ["the workflow's id: the latest there", 'rollout:checkout:us-west-2', 'v1.2.0-aaaaaa'],
    ['the beginning', 'payments:', 'v9-dddddd'],
    ['a release that was rolled once', 'v1.2.0', 'v1.2.0-aaaaaa'],
    ['the beginning of a release', 'v1.2', 'v1.2.0-aaaaaa'],
    ['its end', '2.0', 'v1.2.0-aaaaaa'],
    ['the beginning of release and end', 'v1.1.0-b', 'v1.1.0-bbbbbb'],
    ['the beginning of the end', 'dddd', 'v9-dddddd'],
    ['the id without its service', 'eu-west-1:v1.1.0-cccccc', 'v1.1.0-cccccc'],
    ['the whole release, though another one begins with it', 'v9', 'v9-dddddd'],
    ['a service that was rolled once, though another one begins with it', 'payments', 'v9-dddddd'],
  ])('%s', (_, asked, name) => {
    expect(matchRollout(asked, runs)).toMatchObject({ kind: 'one', run: { id: expect.stringContaining(name) } });
  });

  test('what fits several is said, not guessed', () => {
    expect(matchRollout('v1.1.0', runs)).toEqual({
      kind: 'many',
      ids: ['checkout:us-west-2:v1.1.0-bbbbbb', 'checkout:eu-west-1:v1.1.0-cccccc'],
    });
    expect(matchRollout('checkout', runs)).toMatchObject({ kind: 'many' });
    expect(matchRollout('v1.1', runs)).toEqual({
      kind: 'many',
      ids: ['checkout:us-west-2:v1.1.0-bbbbbb', 'checkout:eu-west-1:v1.1.0-cccccc'],
    });
    expect(matchRollout('pay', runs)).toMatchObject({ kind: 'many' });
    expect(matchRollout('nothing', runs)).toEqual({ kind: 'none' });
    expect(matchRollout('', runs)).toEqual({ kind: 'none' });
  });

  test('a rollout and its return share an id: the newest speaks', () => {
    const [first] = runs;
    if (first === undefined) throw new Error('no runs');
    const back = { ...first, runId: 'the-return', isOpen: true };
    expect(matchRollout('aaaaaa', [back, ...runs])).toEqual({ kind: 'one', run: back });
  });
});
