import * as fc from 'fast-check';
import { startWatch } from '../../../../alarms/advance';
import type { WatchState } from '../../../../alarms/watch-state';
import { newsOf } from '../../../../waves/rollout/news';
import { nextStep } from '../../../../waves/rollout/next-step';
import { nextWaveStep, waveAccounts, waveWatchKey } from '../../../../waves/rollout/next-wave-step';
import { record } from '../../../../waves/rollout/record';
import { recordWave } from '../../../../waves/rollout/record-wave';
import { nextReturnStep, recordReturn, startReturn, type ReturnEvent } from '../../../../waves/rollout/return-state';
import { startRollout, type RolloutEvent } from '../../../../waves/rollout/rollout-state';
import { statusOf } from '../../../../waves/rollout/status';
import { startWave, type CellEnd, type WaveEvent } from '../../../../waves/rollout/wave-state';
import { reportOf, resultOf } from '../../../../waves/rollout/wave-report';
import { cellsToReturn, type CellToReturn } from '../../../../waves/rollout/touched';
import { aWatched } from '../../../support/a-look';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';

const plan = aPlan().build();
const names = [...new Set(plan.waves.flatMap(({ cells }) => cells.map(({ name }) => name)))];
const cell = fc.constantFrom(...names, 'no-such-cell');
const number = fc.integer({ min: 0, max: plan.waves.length + 1 });
const at = fc.integer({ min: PLANNED_AT, max: PLANNED_AT + 1e8 });
const word = at.map((when) => ({ by: 'somebody', reason: 'because', at: when }));
const finding = {
  alarm: 'errors',
  scope: 'cell',
  kind: 'waiting',
  because: 'red-before',
  sinceAt: PLANNED_AT,
} as const;

const watchState: fc.Arbitrary<WatchState> = fc
  .record({
    subject: cell,
    kind: fc.constantFrom('healthy' as const, 'waiting' as const, 'blind' as const, 'unhealthy' as const),
    goodMs: fc.integer({ min: 0, max: 1e8 }),
    reds: fc.array(fc.record({ subject: cell, alarm: fc.constant('errors'), at, stillRed: fc.boolean() }), {
      maxLength: 2,
    }),
    temporalAt: at,
  })
  .map(({ subject, kind, goodMs, reds, temporalAt }) => ({
    ...startWatch({ temporalAt, lookedUntilAt: temporalAt }),
    verdict: { kind, findings: kind === 'healthy' ? [] : [{ ...finding, subject }], more: 0, rule: 4 },
    unwell: kind === 'healthy' ? [] : [{ subject, kind }],
    goodMs,
    reds,
    looks: 1,
  }));

const duty = fc.constantFrom('endless' as const, 'good' as const, 'one-look' as const);
const chunk = fc.integer({ min: 0, max: 2 });

const cellEnd: fc.Arbitrary<CellEnd> = fc.oneof(
  fc.constant<CellEnd>({ kind: 'deployed' }),
  fc
    .constantFrom('failed', 'settled', 'left', 'moved', 'unknown', 'lost')
    .map((kind): CellEnd => ({ kind, why: 'fate' })),
  fc.boolean().map((wasTouched): CellEnd => ({ kind: 'blocked', because: 'vanished', why: 'gone', wasTouched })),
);

const waveEvent: fc.Arbitrary<WaveEvent> = fc.oneof(
  fc.record({ kind: fc.constant('cell-started' as const), cell, at }),
  fc.record({ kind: fc.constant('cell-ended' as const), cell, end: cellEnd, at }),
  fc.record({ kind: fc.constant('watched' as const), chunk, state: watchState, duty }),
  fc.record({ kind: fc.constant('ticked' as const), at }),
  fc.record({ kind: fc.constantFrom('paused' as const, 'resumed' as const, 'aborted' as const), word }),
  fc.constant<WaveEvent>({ kind: 'turned-back' }),
  fc.record({ kind: fc.constant('bake-extended' as const), byMs: fc.integer({ min: -5, max: 1e7 }) }),
  fc.record({ kind: fc.constant('exempted' as const), cell, word }),
);

const order = (index: number) => ({
  wave: plan.waves[index % plan.waves.length] ?? fail(),
  gate: plan.policy.gate,
  failuresLeft: 1,
  alsoWatched: [aWatched('aggregate:1', ['errors'])],
  touchedBefore: index > 0,
  carry: { lookedUntilAt: PLANNED_AT, clockOffsetMs: undefined },
});

function fail(): never {
  throw new Error('a plan without waves');
}

const waveHistory = fc.tuple(fc.nat({ max: 9 }), fc.array(waveEvent, { maxLength: 40 }));

function waveAfter([index, events]: readonly [number, readonly WaveEvent[]]) {
  return events.reduce(recordWave, startWave(order(index), PLANNED_AT));
}

const rolloutEvent: fc.Arbitrary<RolloutEvent> = fc.oneof(
  fc.constant<RolloutEvent>({ kind: 'admitted' }),
  fc.constant<RolloutEvent>({
    kind: 'refused',
    refusals: [{ kind: 'refused', rule: 'S9', message: 'm', remedy: 'r' }],
  }),
  fc.record({ kind: fc.constant('wave-started' as const), wave: number, at }),
  fc.record({ kind: fc.constant('baselines-read' as const), wave: number, baselines: fc.constant([]), at }),
  fc.record({ kind: fc.constant('baselines-unread' as const), wave: fc.constant('w'), detail: fc.constant('d'), at }),
  waveHistory.chain((history) =>
    fc.record({ kind: fc.constant('wave-reported' as const), report: fc.constant(reportOf(waveAfter(history))), at }),
  ),
  fc
    .tuple(
      waveHistory,
      fc.constantFrom('passed' as const, 'halted' as const, 'aborted' as const, 'turned-back' as const),
    )
    .chain(([history, end]) =>
      fc.record({
        kind: fc.constant('wave-ended' as const),
        result: fc.constant(resultOf(waveAfter(history), end, PLANNED_AT)),
        at,
      }),
    ),
  fc.record({ kind: fc.constant('wave-lost' as const), wave: number, detail: fc.constant('gone'), at }),
  fc.record({ kind: fc.constant('watched' as const), chunk, state: watchState, duty, at }),
  fc.record({
    kind: fc.constant('watch-begun' as const),
    purpose: fc.constantFrom(
      'gate' as const,
      'window' as const,
      'standing' as const,
      'soak' as const,
      'last-read' as const,
    ),
    accounts: fc.integer({ min: 0, max: 900 }),
    at,
  }),
  fc.record({ kind: fc.constantFrom('ticked' as const, 'held-by-reset' as const), at }),
  fc.record({ kind: fc.constantFrom('paused' as const, 'resumed' as const, 'aborted' as const), word }),
  fc.record({ kind: fc.constant('return-asked' as const), cause: fc.constant({ kind: 'cancelled' as const }), at }),
  fc.record({
    kind: fc.constant('bake-extended' as const),
    wave: fc.constantFrom('soak', ...plan.waves.map(({ name }) => name)),
    byMs: fc.integer({ min: -1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('exempted' as const), cell, word }),
  fc.record({
    kind: fc.constant('returned' as const),
    cells: fc.array(
      fc.record({
        cell,
        end: fc.constantFrom('returned' as const, 'left' as const, 'unknown' as const),
        why: fc.constant(undefined),
      }),
    ),
    at,
  }),
  fc.constant<RolloutEvent>({ kind: 'recovery-seen', recovery: { kind: 'still-red', alarms: ['a'] } }),
  fc.record({ kind: fc.constant('recall-begun' as const), at }),
  fc.constant<RolloutEvent>({ kind: 'recall-late' }),
  fc.record({ kind: fc.constant('recall-failed' as const), detail: fc.constant('gone'), at }),
  fc.record({ kind: fc.constant('wave-unheard' as const), wave: number, at }),
  fc.record({
    kind: fc.constant('touched-recalled' as const),
    touched: fc.array(fc.record({ cell, wave: number, rounds: fc.nat({ max: 2 }), groups: fc.constant([]) })),
    isWhole: fc.boolean(),
    at,
  }),
);

test('S25: no event in any state of a rollout leaves it without a next step, a status, a story and news', () => {
  fc.assert(
    fc.property(fc.array(rolloutEvent, { maxLength: 40 }), at, (events, now) => {
      let state = startRollout({ plan, at: PLANNED_AT, trusted: [] });
      for (const event of events) {
        state = record(state, event);
        const step = nextStep(state, now);
        expect(step.kind).not.toBe('done');
        expect(statusOf({ rollout: 'r', rehearsal: false }, state, now).next).not.toBe('');
        expect(newsOf('r', state)).toBeDefined();
        expect(cellsToReturn(state)).toBeDefined();
      }
    }),
    { numRuns: 300 },
  );
});

test('S25: no event in any state of a wave leaves it without a next step, a watch and a report', () => {
  fc.assert(
    fc.property(waveHistory, ([index, events]) => {
      let state = startWave(order(index), PLANNED_AT);
      for (const event of events) {
        state = recordWave(state, event);
        const step = nextWaveStep(state, []);
        if (step.kind === 'end') expect(resultOf(state, step.end, PLANNED_AT).wave).toBe(state.order.wave.number);
        expect(waveWatchKey(state, 0)).not.toBe('');
        expect(waveAccounts(state).length).toBeGreaterThan(0);
        expect(reportOf(state).phase).toBeDefined();
      }
    }),
    { numRuns: 500 },
  );
});

const returnEvent: fc.Arbitrary<ReturnEvent> = fc.oneof(
  fc.record({ kind: fc.constant('ticked' as const), at }),
  cell.map((id): ReturnEvent => ({ kind: 'cell-started', id })),
  cell.map((id): ReturnEvent => ({ kind: 'cell-begun', id })),
  fc
    .tuple(cell, fc.constantFrom('returned' as const, 'left' as const, 'moved' as const, 'unknown' as const))
    .map(([id, end]): ReturnEvent => ({ kind: 'cell-ended', id, end: { cell: id, end, why: undefined } })),
  fc
    .record({ cells: fc.subarray(names), wave: number, final: fc.boolean() })
    .map(({ cells, wave, final }): ReturnEvent => ({
      kind: 'more',
      final,
      cells: cells.flatMap((name): CellToReturn[] => {
        const planned = plan.waves.at(-1)?.cells[0];
        return planned === undefined
          ? []
          : [
              {
                cell: { ...planned, name },
                wave,
                rounds: 0,
                azId: planned.azId,
                groups: planned.groups.map((group) => ({ ...group, baseline: { kind: 'none' } as const })),
              },
            ];
      }),
    })),
);

test('S14: no event in any state of a way back leaves it without a next step', () => {
  fc.assert(
    fc.property(
      fc.array(returnEvent, { maxLength: 40 }),
      fc.boolean(),
      fc.constantFrom(undefined, 1, 3),
      (events, isAwaiting, atOnce) => {
        const start = {
          policy: plan.policy.rollback,
          atOnce,
          awaiting: isAwaiting ? { azId: 'usw2-az1' } : undefined,
          cells: [],
          at: PLANNED_AT,
        };
        let state = startReturn(start);
        for (const event of events) {
          state = recordReturn(state, event);
          const step = nextReturnStep(state);
          if (step.kind === 'start') expect(step.cells.length).toBeGreaterThan(0);
          if (step.kind === 'end') expect(state.cells.every(({ stage }) => stage === 'ended')).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});
