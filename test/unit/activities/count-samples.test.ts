import { CancelledFailure } from '@temporalio/common';
import type { MetricQuestion, MetricSource } from '../../../activities/ports/metric-source.port';
import { countSamples } from '../../../activities/watching/count-samples';
import type { SampledCell } from '../../../alarms/samples';
import type { Access } from '../../../waves/fleet';

const cell = (subject: string): SampledCell => ({
  subject,
  scope: 'cell',
  sinceAt: 1_000,
  metric: { namespace: 'Shop', name: 'Requests', stat: 'Sum', dimensions: { Cell: subject } },
});
const entry = (account: string): Access => ({
  account,
  roleArn: `arn:aws:iam::${account}:role/watch`,
  externalId: undefined,
});
const access = new Map([
  ['c1', entry('111122223331')],
  ['c2', entry('111122223332')],
  ['c3', entry('111122223331')],
]);
const never = new AbortController().signal;

/** Has seen seven of everybody, except where it fails. */
function aSource(fails: (question: MetricQuestion) => Error | undefined = () => undefined) {
  const asked: (readonly string[])[] = [];
  const source: MetricSource = {
    count(question) {
      asked.push(question.cells.map(({ subject }) => subject));
      const error = fails(question);
      if (error !== undefined) return Promise.reject(error);
      return Promise.resolve(question.cells.map(({ subject }) => ({ subject, kind: 'counted', count: 7 })));
    },
  };
  return { asked, source };
}
const count = (source: MetricSource, ...names: readonly string[]) =>
  countSamples(source, { region: 'us-west-2', cells: names.map(cell), access, untilAt: 9_000 }, never);

test('one question to each account, whoever lives in it', async () => {
  const { asked, source } = aSource();
  expect(await count(source, 'c1', 'c2', 'c3')).toHaveLength(3);
  expect(asked).toEqual([['c1', 'c3'], ['c2']]);
});

test('nobody to ask is no question', async () => {
  const { asked, source } = aSource();
  expect(await count(source)).toEqual([]);
  expect(asked).toEqual([]);
});

test('S9: an account that cannot be read is unreadable alone', async () => {
  const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException', $metadata: {} });
  const { source } = aSource(({ place }) => (place.access.account === '111122223332' ? denied : undefined));
  expect(await count(source, 'c1', 'c2')).toEqual([
    { subject: 'c1', kind: 'counted', count: 7 },
    { subject: 'c2', kind: 'unreadable', reason: 'AccessDeniedException: not authorized' },
  ]);
});

test('S9: so is one that nobody knows how to enter, and one in which our own code fails', async () => {
  const { source } = aSource(() => new TypeError('x is not a function'));
  expect(await count(source, 'c9', 'c1')).toEqual([
    { subject: 'c9', kind: 'unreadable', reason: 'the order does not say how to enter it' },
    { subject: 'c1', kind: 'unreadable', reason: expect.stringContaining('x is not a function') },
  ]);
});

test('S9: one that does not answer in time is unreadable', async () => {
  const silent: MetricSource = { count: () => new Promise(() => undefined) };
  const question = { region: 'us-west-2', cells: [cell('c1')], access, untilAt: 9_000 };
  expect(await countSamples(silent, question, AbortSignal.abort())).toEqual([
    { subject: 'c1', kind: 'unreadable', reason: 'no answer in time' },
  ]);
});

test('a cancel ends the look', async () => {
  await expect(count(aSource(() => new CancelledFailure('enough')).source, 'c1')).rejects.toThrow('enough');
});
