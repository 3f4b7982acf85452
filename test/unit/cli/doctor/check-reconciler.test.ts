import { judgeSchedule } from '../../../../cli/doctor/check-reconciler';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

type Schedule = Parameters<typeof judgeSchedule>[0];
type Wishes = { readonly lastMs?: number; readonly createdMs?: number; readonly state?: Schedule['state'] };

/** Every minute; ages in ms. */
function aSchedule({ lastMs, createdMs = 60 * MINUTE, state = { paused: false } }: Wishes): Schedule {
  const takenAt = new Date(NOW - (lastMs ?? 0));
  const action = { type: 'startWorkflow', workflow: { workflowId: 'reconciler-x', firstExecutionRunId: 'r' } } as const;
  return {
    spec: { intervals: [{ every: MINUTE, offset: 0 }] },
    state,
    info: {
      recentActions: lastMs === undefined ? [] : [{ scheduledAt: takenAt, takenAt, action }],
      nextActionTimes: [],
      numActionsTaken: 1,
      numActionsMissedCatchupWindow: 0,
      numActionsSkippedOverlap: 0,
      createdAt: new Date(NOW - createdMs),
      lastUpdatedAt: undefined,
      runningActions: [],
    },
  };
}

const CASES: readonly (readonly [kind: string, schedule: Schedule, lastEnd: string | undefined, what: string])[] = [
  ['ok', aSchedule({ lastMs: 12_000 }), 'COMPLETED', 'reconciler every 1 min, last 12 s ago'],
  ['ok', aSchedule({ createdMs: 5_000 }), undefined, 'reconciler every 1 min, which has not run yet'],
  ['warning', aSchedule({ lastMs: 12_000 }), 'FAILED', 'reconciler every 1 min: its last look failed'],
  ['warning', aSchedule({ lastMs: 5 * MINUTE }), 'RUNNING', 'reconciler every 1 min has not begun a look for 5 min'],
  ['warning', aSchedule({}), undefined, 'reconciler every 1 min has not begun a look for 1 h'],
  ['warning', aSchedule({ lastMs: 0, state: { paused: true } }), 'COMPLETED', 'reconciler every 1 min is paused'],
  [
    'warning',
    aSchedule({ lastMs: 0, state: { paused: true, note: 'INC-7' } }),
    'COMPLETED',
    'reconciler every 1 min is paused (INC-7)',
  ],
];

test.each(CASES.map(([kind, schedule, lastEnd, what]) => ({ kind, schedule, lastEnd, what })))(
  '$kind: $what',
  ({ kind, schedule, lastEnd, what }) => {
    expect(judgeSchedule(schedule, lastEnd, NOW)).toMatchObject({ kind, what });
  },
);
