import type { Red } from '../../../../alarms/watch-state';
import { nextStep } from '../../../../waves/rollout/next-step';
import { record } from '../../../../waves/rollout/record';
import { resumeReturn } from '../../../../waves/rollout/resume-return';
import type { RolloutEvent, RolloutState, WatchPurpose } from '../../../../waves/rollout/rollout-state';
import { baselineOf, cellsToReturn, touchedCells } from '../../../../waves/rollout/touched';
import { accountForTouched } from '../../../../waves/rollout/return-account';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';
import { aFleet } from '../../../support/a-fleet';
import { aPolicy } from '../../../support/a-policy';
import {
  aFinding,
  anOpenScene,
  aReport,
  aResult,
  aRollout,
  aWatchState,
  aWord,
  passedUpTo,
  started,
  TOUCH,
} from '../../../support/a-rollout-state';

const { plan, all, first } = anOpenScene();
const at = PLANNED_AT;
const aggregate = `aggregate:${plan.aggregateAlarms[0]?.account ?? ''}`;
const begun = (purpose: WatchPurpose, accounts = 1): RolloutEvent => ({ kind: 'watch-begun', purpose, accounts, at });
const seen = (state = aWatchState(), chunk = 0): RolloutEvent => ({ kind: 'watched', chunk, state, duty: 'good', at });
const red = (subject: string, when = at + 5): Red => ({
  subject,
  alarm: 'web-region-errors',
  at: when,
  stillRed: true,
});
const step = (state: RolloutState, now = at) => nextStep(state, now);

test('an alarm between two waves takes back what was touched, and nothing where nothing was', () => {
  const reds = (...which: readonly Red[]): RolloutEvent => seen(aWatchState([], { reds: which }));
  expect(aRollout(plan, begun('gate'), reds(red(aggregate))).turn.kind).toBe('none');
  const touched = aRollout(plan, ...passedUpTo(plan, 1), begun('gate'));
  expect(record(touched, reds(red(aggregate))).turn).toMatchObject({
    cause: { kind: 'verdict', verdict: { findings: [{ subject: aggregate, scope: 'aggregate' }] } },
  });
  expect(record(touched, reds(red('usw2-az3-c1'))).turn.kind).toBe('none');
  expect(record(touched, reds(red(first, TOUCH.fromAt - 1))).turn.kind).toBe('none');
  const turned = record(touched, { kind: 'return-asked', cause: { kind: 'cancelled' }, at });
  expect(record(turned, reds(red(first))).turn).toEqual(turned.turn);
});

test('an open gate is asked again after anything but the baselines', () => {
  const open = aRollout(plan, begun('gate'), seen());
  expect(step(open)).toEqual({ kind: 'read-baselines', wave: 1 });
  expect(record(open, begun('baselines')).openGate).toBe(1);
  expect(record(open, begun('window')).openGate).toBeUndefined();
  const read = record(open, { kind: 'baselines-read', wave: 1, baselines: [], at });
  expect(step(read)).toEqual({ kind: 'run-wave', wave: 1 });
  const paused = record(read, { kind: 'paused', word: aWord() });
  const again = record(record(paused, { kind: 'resumed', word: aWord() }), begun('gate'));
  expect(step(again)).toMatchObject({ kind: 'watch', purpose: 'gate' });
  expect(step(record(again, seen()))).toEqual({ kind: 'read-baselines', wave: 1 });
});

const closed = aPlan()
  .under(aPolicy().withWindows({ days: ['tue'], fromMinute: 0, toMinute: 60 }))
  .build();

test('S21: outside its windows no wave starts; blindness still holds; windows that never open are asked again a day later', () => {
  const shut = aRollout(closed);
  expect(step(shut)).toMatchObject({ kind: 'watch', purpose: 'window', wakeAt: at + closed.policy.gate.waitingHoldMs });
  const quiet = aRollout(closed, begun('window'), seen());
  const opensAt = Date.UTC(2026, 10, 24, 8);
  expect(step(quiet)).toMatchObject({ purpose: 'window', wakeAt: opensAt });
  expect(step(quiet, opensAt)).toMatchObject({ purpose: 'gate' });
  const never = {
    ...quiet,
    plan: { ...closed, policy: { ...closed.policy, windows: { kind: 'weekly' as const, windows: [] } } },
  };
  expect(step(never)).toMatchObject({ purpose: 'window', wakeAt: at + 24 * 3_600_000 });
});

test('a later part of an AZ goes on in the window that its first part found open', () => {
  const parts = aPlan()
    .of(aFleet().withCellsPerAz(1, 402))
    .under(aPolicy().withWindows({ days: ['tue'], fromMinute: 0, toMinute: 60 }))
    .build();
  const second = parts.waves.findIndex(({ part }) => part.number === 2);
  expect(step(aRollout(parts, ...passedUpTo(parts, second)))).toMatchObject({ kind: 'watch', purpose: 'gate' });
});

test('a baseline that cannot be trusted holds until somebody vouches for it or leaves the cell out', () => {
  const untrusted = { kind: 'untrusted', why: 'failed since', lastSuccessful: { kind: 'none' } } as const;
  const baselines = [{ cell: first, groups: [{ deploymentGroup: 'web-one-box', baseline: untrusted }] }];
  const read: RolloutEvent = { kind: 'baselines-read', wave: 1, baselines, at };
  const held = aRollout(plan, begun('gate'), seen(), read);
  expect(held.stance).toMatchObject({ kind: 'held', why: { kind: 'baseline-untrusted', cell: first } });
  const left = record(held, { kind: 'exempted', cell: first, word: aWord() });
  expect(left.stance.kind).toBe('going');
  expect(record(left, { kind: 'exempted', cell: first, word: aWord() })).toBe(left);
  expect(record(left, read).waves[0]?.baselines).toEqual(baselines);
  expect(record({ ...aRollout(plan), trusted: [first] }, read).waves[0]?.baselines).toEqual(baselines);
  expect(aRollout(plan, { kind: 'baselines-unread', wave: 'w01', detail: 'denied', at }).stance).toMatchObject({
    why: { kind: 'baselines-unread' },
  });
  expect(baselineOf(baselines, first, 'web-one-box')).toEqual({ kind: 'none' });
  expect(baselineOf([], first, 'web-one-box')).toEqual({ kind: 'none' });
});

test('reports of a wave that does not run change nothing, and its end is told once', () => {
  const fresh = aRollout(plan);
  const result = aResult(plan, 1);
  expect(record(fresh, { kind: 'wave-ended', result, at })).toBe(fresh);
  expect(record(fresh, { kind: 'wave-lost', wave: 1, detail: 'x', at })).toBe(fresh);
  const ended = aRollout(plan, ...passedUpTo(plan, 1));
  expect(record(ended, started(1))).toBe(ended);
  expect(record(ended, started(99))).toBe(ended);
});

test('what a wave says of its hold is the rollout`s, and a pause stays a person`s', () => {
  const held = { kind: 'blind', finding: undefined } as const;
  const report = (change: object): RolloutEvent => ({
    kind: 'wave-reported',
    at,
    report: {
      wave: 1,
      phase: 'held',
      verdict: aWatchState().verdict,
      goodMs: 0,
      done: 0,
      failed: 0,
      inFlight: 0,
      held,
      cause: undefined,
      finished: [],
      stages: {},
      ...change,
    },
  });
  const state = aRollout(plan, started(1), report({}));
  expect(state.stance.kind).toBe('held');
  expect(record(state, report({})).stance).toBe(state.stance);
  expect(record(state, report({ phase: 'deploying', held: undefined })).stance.kind).toBe('going');
  expect(record(state, report({ phase: 'baking', held: undefined })).stance.kind).toBe('going');
  const paused = aRollout(plan, started(1), { kind: 'paused', word: aWord() });
  expect(record(paused, report({ phase: 'deploying', held: undefined })).stance.kind).toBe('paused');
  expect(record(state, report({ cause: { kind: 'failure-budget', cells: ['c'] } })).turn).toMatchObject({
    kind: 'return',
  });
});

test('S3: a wave before the Region that carries nothing holds; the last wave and those of the Region do not', () => {
  const exempt = { kind: 'exempt', by: 'ann', reason: 'old' } as const;
  const end = (wave: number): RolloutEvent => ({
    kind: 'wave-ended',
    result: aResult(plan, wave, { stage: exempt }),
    at,
  });
  const held = aRollout(plan, started(1), end(1));
  expect(held.stance).toMatchObject({ kind: 'held', why: { kind: 'untried', wave: 'w01-one-box' } });
  expect(step(held)).toMatchObject({ kind: 'watch', purpose: 'standing' });
  const region = plan.waves.findIndex(({ kind }) => kind === 'region') + 1;
  expect(aRollout(plan, ...passedUpTo(plan, region - 1), started(region), end(region)).stance.kind).toBe('going');
  const small = aPlan().of(aFleet().withCellsPerAz(1).withoutOneBoxes()).under(aPolicy().alwaysOpen()).build();
  expect(
    aRollout(small, started(1), { kind: 'wave-ended', result: aResult(small, 1, { stage: exempt }), at }).stance.kind,
  ).toBe('going');
});

test('a wave that was turned back by nobody here was cancelled by hand', () => {
  const end = (how: 'aborted' | 'turned-back'): RolloutEvent => ({
    kind: 'wave-ended',
    result: aResult(plan, 1, { end: how }),
    at,
  });
  expect(aRollout(plan, started(1), end('turned-back')).turn).toMatchObject({ cause: { kind: 'wave-lost' } });
  // It says so before it has ended; in a run made by Reset it was told to by that run itself.
  const report = aReport(plan, 1, { phase: 'turning-back' });
  const turning: RolloutEvent = { kind: 'wave-reported', report, at };
  expect(aRollout(plan, started(1), turning).turn).toMatchObject({ cause: { kind: 'wave-lost' } });
  expect(aRollout(plan, started(1), { kind: 'held-by-reset', at }, turning).turn.kind).toBe('none');
  expect(step(aRollout(plan, started(1), { kind: 'aborted', word: aWord() }, end('aborted')))).toEqual({
    kind: 'close',
    outcome: 'aborted',
  });
  expect(step(aRollout(plan, started(1), { kind: 'aborted', word: aWord() }))).toEqual({
    kind: 'let-wave-end',
    wave: 1,
  });
});

test('blindness between waves holds, or takes back what was touched where the policy says so', () => {
  const blindPlan = aPlan()
    .under(aPolicy().alwaysOpen().withGate({ onBlind: 'rollback' }))
    .build();
  const due = at + plan.policy.gate.blindHoldMs;
  const tick: RolloutEvent = { kind: 'ticked', at: due };
  const blind = [begun('gate'), seen(aWatchState([aFinding(first, 'blind')]))];
  expect(aRollout(plan, ...blind, tick).stance).toMatchObject({ why: { kind: 'blind' } });
  expect(aRollout(plan, ...blind, { kind: 'ticked', at: due - 1 }).stance.kind).toBe('going');
  expect(aRollout(blindPlan, ...blind, tick).stance.kind).toBe('held');
  expect(aRollout(blindPlan, ...passedUpTo(blindPlan, 1), ...blind, tick).turn).toMatchObject({
    cause: { kind: 'blind' },
  });
  const redBefore = seen(aWatchState([aFinding('usw2-az3-c1', 'red-before')]));
  expect(aRollout(plan, begun('gate'), redBefore, tick).stance).toMatchObject({ why: { kind: 'red-before-start' } });
  expect(
    aRollout(plan, ...passedUpTo(plan, 1), begun('gate'), seen(aWatchState([aFinding(first, 'red-before')])), tick)
      .stance,
  ).toMatchObject({ why: { kind: 'waiting' } });
});

test('a soak of several watches passes when each has read once more, and only in the soak', () => {
  const soaking = aRollout(plan, ...passedUpTo(plan, all), begun('soak', 401));
  const good = aWatchState([], { goodMs: 1e9 });
  const half = record(soaking, seen(good, 0));
  expect(half.soak).toBe('soaking');
  const enough = record(half, seen(good, 1));
  expect(enough.soak).toBe('last-read');
  const reading = record(record(enough, begun('last-read', 401)), seen(good, 0));
  expect([reading.soak, reading.lastReads]).toEqual(['last-read', [0]]);
  const unwell = record(reading, seen(aWatchState([aFinding(first)]), 1));
  expect([unwell.soak, unwell.lastReads]).toEqual(['soaking', []]);
  expect(record(unwell, seen(good, 0))).toMatchObject({ soak: 'soaking', lastReads: [] });
  const both = [begun('last-read', 401), seen(good, 0), seen(good, 1)].reduce(record, enough);
  expect(both.soak).toBe('passed');
  expect(step(both)).toEqual({ kind: 'close', outcome: 'completed' });
  const idle = record(soaking, { kind: 'watch-begun', purpose: 'standing', accounts: 1, at });
  expect(record(idle, seen(good)).soak).toBe('soaking');
  const same = record({ ...soaking, soakGoodMs: 7 }, begun('soak', 402));
  expect(same.watches.states.map(({ goodMs }) => goodMs)).toEqual([7, 7]);
  expect(record(same, begun('soak', 1)).watches.states).toHaveLength(1);
});

test('amendments reach what is still to bake, and nothing after a turn', () => {
  const name = plan.waves[2]?.name ?? '';
  const longer: RolloutEvent = { kind: 'bake-extended', wave: name, byMs: 5 };
  const bakeOf = (state: RolloutState): number | undefined => state.waves[2]?.wave.bakeMs;
  const planned = plan.waves[2]?.bakeMs ?? 0;
  expect(bakeOf(aRollout(plan, longer))).toBe(planned + 5);
  expect(bakeOf(aRollout(plan, ...passedUpTo(plan, 2), started(3), longer))).toBe(planned + 5);
  expect(bakeOf(aRollout(plan, ...passedUpTo(plan, 3), longer))).toBe(planned);
  expect(aRollout(plan, { kind: 'bake-extended', wave: 'soak', byMs: 5 }).soakMs).toBe(plan.soakMs + 5);
  expect(bakeOf(aRollout(plan, { kind: 'aborted', word: aWord() }, longer))).toBe(planned);
});

test('S15: an abort, then a return; a refused start stays refused; what is closed stays so', () => {
  const back: RolloutEvent = { kind: 'return-asked', cause: { kind: 'person', word: aWord() }, at };
  const both = aRollout(plan, ...passedUpTo(plan, 1), { kind: 'aborted', word: aWord() }, back);
  expect(step(both)).toEqual({ kind: 'roll-back' });
  expect(record(both, { kind: 'aborted', word: aWord() }).turn.kind).toBe('return');
  expect(record(both, { kind: 'resumed', word: aWord() })).toBe(both);
  expect(step(aRollout(plan, back))).toEqual({ kind: 'close', outcome: 'rolled-back' });
  expect(step(aRollout(plan, { kind: 'refused', refusals: [] }, back))).toEqual({ kind: 'close', outcome: 'refused' });
  const done = aRollout(plan, { kind: 'closed', outcome: 'aborted' });
  expect(step(done)).toEqual({ kind: 'done' });
  expect(record(done, back)).toBe(done);
});

test('S11: the way back ends with its cells accounted for, or fails by name', () => {
  const turned = aRollout(plan, ...passedUpTo(plan, 1), { kind: 'return-asked', cause: { kind: 'cancelled' }, at });
  const ends = (end: 'returned' | 'unknown'): RolloutEvent => ({
    kind: 'returned',
    at,
    cells: [{ cell: first, end, why: undefined }],
  });
  const recovered: RolloutEvent = { kind: 'recovery-seen', recovery: { kind: 'recovered' } };
  expect(step(record(turned, ends('returned')))).toEqual({ kind: 'verify-recovery' });
  expect(step([ends('returned'), recovered].reduce(record, turned))).toEqual({ kind: 'close', outcome: 'rolled-back' });
  expect(step([ends('unknown'), recovered].reduce(record, turned))).toEqual({ kind: 'fail', cells: [first] });
  const strays = (['settled', 'failed', 'left', 'moved', 'deployed'] as const).map((kind, index) => ({
    cell: `c${index}`,
    rounds: 0,
    stage: kind === 'deployed' ? { kind, touch: TOUCH } : { kind, touch: TOUCH, why: kind },
  }));
  const halted = aRollout(plan, started(1), {
    kind: 'wave-ended',
    result: aResult(plan, 1, { cells: strays, end: 'halted' }),
    at,
  });
  const account = accountForTouched(halted, [{ cell: 'c3', end: 'returned', why: undefined }]);
  expect(account.map(({ cell, end }) => [cell, end])).toEqual([
    ['c3', 'moved'],
    ['c0', 'returned'],
    ['c1', 'returned'],
    ['c2', 'left'],
  ]);
});

test('S10: a return run knows what an earlier run touched, and the cells of a lost wave count as touched', () => {
  const lost = aRollout(plan, ...passedUpTo(plan, 2), started(3), { kind: 'wave-lost', wave: 3, detail: 'gone', at });
  expect([...touchedCells(lost).keys()].sort()).toEqual(
    [first, ...(plan.waves[2]?.cells ?? []).map(({ name }) => name)].sort(),
  );
  expect(cellsToReturn(lost)[0]?.wave).toBe(3);
  const strange = aResult(plan, 1, {
    cells: [{ cell: 'no-such-cell', rounds: 0, stage: { kind: 'deployed', touch: TOUCH } }],
  });
  const odd = aRollout(plan, started(1), { kind: 'wave-ended', result: strange, at });
  expect([touchedCells(odd).size, cellsToReturn(odd).length]).toEqual([0, 0]);
  const groups = [{ role: 'one-box', deploymentGroup: 'web-one-box', baseline: { kind: 'none' } }] as const;
  const resumed = resumeReturn({
    plan,
    touched: [{ cell: first, wave: 1, rounds: 1, groups }],
    cause: { kind: 'cancelled' },
    at,
  });
  expect(step(resumed)).toEqual({ kind: 'roll-back' });
  expect(cellsToReturn(resumed).map(({ cell: { name } }) => name)).toEqual([first]);
});
