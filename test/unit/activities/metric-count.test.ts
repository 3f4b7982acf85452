import { countOf, type MetricPage } from '../../../activities/aws/cloudwatch/metric-count';

const NOON = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;
const cell = { subject: 'c1', sinceAt: NOON + 30_000 };

/** Values of the minutes that begin at noon. */
const result = (
  Values: readonly number[],
  StatusCode?: 'Complete' | 'PartialData' | 'InternalError' | 'Forbidden',
) => ({
  Id: 'q0',
  Timestamps: Values.map((_, minute) => new Date(NOON + minute * MINUTE)),
  Values: [...Values],
  ...(StatusCode === undefined ? {} : { StatusCode }),
});
const later = { Id: 'q0', StatusCode: 'Complete' as const, Timestamps: [new Date(NOON + 9 * MINUTE)], Values: [5] };

describe('rule 8: what pages of metric data say of one query', () => {
  test.each<[string, readonly MetricPage[], object]>([
    [
      'the minute in which it was deployed does not count',
      [[result([7, 10, 20], 'Complete')]],
      { kind: 'counted', count: 30 },
    ],
    ['zeros are counted', [[result([0, 0], 'Complete')]], { kind: 'counted', count: 0 }],
    ['pages are added up', [[result([0, 1], 'PartialData')], [later]], { kind: 'counted', count: 6 }],
    ['only what began before is no data', [[result([7], 'Complete')]], { kind: 'none' }],
    ['nothing at all is no data', [[result([], 'Complete')]], { kind: 'none' }],
    ['lists that AWS leaves out are no data', [[{ Id: 'q0', StatusCode: 'Complete' }]], { kind: 'none' }],
    [
      'values without a date are no data',
      [[{ Id: 'q0', StatusCode: 'Complete', Timestamps: [], Values: [3] }]],
      { kind: 'none' },
    ],
    [
      'a part is not believed',
      [[result([0, 9], 'PartialData')]],
      { kind: 'unreadable', reason: 'CloudWatch says PartialData of it' },
    ],
    ['trouble is not believed', [[result([0, 9], 'InternalError')]], { kind: 'unreadable' }],
    ['nor what may not be read', [[result([], 'Forbidden')]], { kind: 'unreadable' }],
    [
      'nor an answer without a status',
      [[result([0, 9])]],
      { kind: 'unreadable', reason: 'CloudWatch says nothing of it' },
    ],
    ['nor one that leaves the query out', [[{ ...later, Id: 'q1' }]], { kind: 'unreadable' }],
    ['nor no page', [], { kind: 'unreadable' }],
  ])('S9: %s', (_, pages, reading) => {
    expect(countOf(pages, 'q0', cell)).toMatchObject({ subject: 'c1', ...reading });
  });
});
