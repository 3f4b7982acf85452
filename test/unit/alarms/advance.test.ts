import { acknowledge } from '../../../alarms/acknowledged';
import { advance, startWatch } from '../../../alarms/advance';
import type { Look } from '../../../alarms/observation';
import { MAX_REDS } from '../../../alarms/watch-state';
import type { WatchOrder, WatchState } from '../../../alarms/watch-state';
import {
  aBlindAnswer,
  anAnswer,
  anOrder,
  aQuietLook,
  aSeenAlarm,
  aTransition,
  aWatched,
  HOUR,
  MINUTE,
  NOON,
  withAnswer,
} from '../../support/a-look';

const order = anOrder([aWatched('c1', ['errors']), aWatched('c2', ['errors'])]);
const POLL = order.pollMs;
const started = startWatch({ temporalAt: NOON, lookedUntilAt: NOON });
const quiet = (at: number): Look => aQuietLook(order, at);
const watch = (looks: readonly Look[], by: WatchOrder = order, from: WatchState = started): WatchState =>
  looks.reduce((state, look) => advance(state, look, by), from);
const blindAt = (at: number): Look => withAnswer(quiet(at), aBlindAnswer('c2'));
const redAt = (at: number, since: number): Look =>
  withAnswer(
    quiet(at),
    anAnswer('c2', [aSeenAlarm('errors', { state: 'ALARM', transitionedAt: since })], { readAt: at }),
  );

describe('the bake clock', () => {
  test('rule 7: a look is credited what both clocks say passed since the last', () => {
    expect(watch([quiet(NOON), quiet(NOON + POLL), quiet(NOON + 2 * POLL)]).goodMs).toBe(2 * POLL);
  });

  test('rule 7: the first look is credited nothing', () => {
    expect(watch([quiet(NOON)]).goodMs).toBe(0);
  });

  test.each([
    ['AWS stood still', { aws: 0, temporal: POLL }, 0],
    ['AWS ran back', { aws: -1000, temporal: POLL }, 0],
    ["Temporal's ran back", { aws: POLL, temporal: -1000 }, 0],
    ['AWS jumped ahead', { aws: HOUR, temporal: POLL }, POLL],
    ['Temporal jumped ahead', { aws: POLL, temporal: HOUR }, POLL],
    ['a worker was down', { aws: HOUR, temporal: HOUR }, 2 * POLL],
  ])('rule 7: %s', (_, passed, credited) => {
    const next = { ...quiet(NOON + passed.aws), temporalAt: NOON + passed.temporal };
    expect(watch([quiet(NOON), next]).goodMs).toBe(credited);
  });

  test('rule 7: neither the look that was blind nor the one after it is credited', () => {
    const looks = [
      quiet(NOON),
      quiet(NOON + POLL),
      blindAt(NOON + 2 * POLL),
      quiet(NOON + 3 * POLL),
      quiet(NOON + 4 * POLL),
    ];
    expect(watch(looks).goodMs).toBe(2 * POLL);
  });

  test('rule 7: the clock stands while the order does not count, and the first counting look is credited nothing', () => {
    const paused = watch([quiet(NOON), quiet(NOON + POLL)], { ...order, counting: false });
    expect(paused.goodMs).toBe(0);
    expect(watch([quiet(NOON + 2 * POLL)], order, paused).goodMs).toBe(0);
    expect(watch([quiet(NOON + 2 * POLL), quiet(NOON + 3 * POLL)], order, paused).goodMs).toBe(POLL);
  });

  test('rule 7: a stretch in which an alarm had no data is not good time, though both looks are', () => {
    const transitions = [
      aTransition('errors', 'INSUFFICIENT_DATA', NOON + 1000),
      aTransition('errors', 'OK', NOON + 2000),
    ];
    const gap = withAnswer(
      quiet(NOON + POLL),
      anAnswer('c2', [aSeenAlarm('errors')], { readAt: NOON + POLL, transitions }),
    );
    const after = watch([quiet(NOON), gap]);
    expect(after.verdict.kind).toBe('healthy');
    expect(after.goodMs).toBe(0);
    expect(watch([quiet(NOON + 2 * POLL)], order, after).goodMs).toBe(POLL);
  });
});

describe('where history was read to', () => {
  test('moves with the earliest account that was read', () => {
    const look = withAnswer(quiet(NOON + POLL), anAnswer('c2', [aSeenAlarm('errors')], { readAt: NOON + POLL - 3000 }));
    expect(watch([look]).lookedUntilAt).toBe(NOON + POLL - 3000);
  });

  test('stands while an account is blind, and catches up when it is not', () => {
    const blind = watch([quiet(NOON), blindAt(NOON + HOUR)]);
    expect(blind.lookedUntilAt).toBe(NOON);
    expect(watch([quiet(NOON + HOUR + POLL)], order, blind).lookedUntilAt).toBe(NOON + HOUR + POLL);
  });

  test('S8: one answer from the future does not skip what happens until then', () => {
    const jumped = watch([quiet(NOON), { ...quiet(NOON + HOUR), temporalAt: NOON + POLL }]);
    expect(jumped.lookedUntilAt).toBe(NOON + POLL + MINUTE);
    expect(watch([quiet(NOON + 2 * POLL)], order, jumped).lookedUntilAt).toBeLessThanOrEqual(NOON + POLL + MINUTE);
  });

  test('moves to now at the first look, however old the history is that a watch begins with', () => {
    const old = startWatch({ temporalAt: NOON, lookedUntilAt: NOON - 48 * HOUR });
    expect(watch([blindAt(NOON), quiet(NOON + POLL)], order, old).lookedUntilAt).toBe(NOON + POLL);
  });

  test('S8: a Temporal clock that ran back takes nothing back', () => {
    expect(watch([quiet(NOON), { ...quiet(NOON + POLL), temporalAt: NOON - HOUR }]).lookedUntilAt).toBe(NOON + POLL);
  });

  test('S8: stands while more alarms are red than can be told at once', () => {
    const many = Array.from({ length: MAX_REDS + 1 }, (_, index) => `alarm-${String(index).padStart(3, '0')}`);
    const wide = anOrder([aWatched('c1', many)]);
    const alarms = many.map((name) => aSeenAlarm(name, { state: 'ALARM', transitionedAt: NOON + 1 }));
    const look = { temporalAt: NOON + POLL, accounts: [anAnswer('c1', alarms, { readAt: NOON + POLL })] };
    const full = watch([look], wide);
    expect(full.reds).toHaveLength(MAX_REDS);
    expect(full.lookedUntilAt).toBe(NOON);
    const rest = watch([look], { ...wide, acknowledged: acknowledge([], full.reds) }, full);
    expect(rest.reds.map(({ alarm }) => alarm)).toEqual([many[MAX_REDS]]);
    expect(rest.lookedUntilAt).toBe(NOON + POLL);
  });
});

describe('reds', () => {
  const red = { subject: 'c2', alarm: 'errors', at: NOON + 5, stillRed: true };

  test('rule 4: an alarm that is on is told with the instant it went on', () => {
    expect(watch([redAt(NOON + POLL, NOON + 5)]).reds).toEqual([red]);
  });

  test('rule 4: stays unhealthy and told until acknowledged, though history no longer shows it', () => {
    const transitions = [aTransition('errors', 'ALARM', NOON + 5), aTransition('errors', 'OK', NOON + 6)];
    const flap = withAnswer(
      quiet(NOON + POLL),
      anAnswer('c2', [aSeenAlarm('errors')], { readAt: NOON + POLL, transitions }),
    );
    const later = watch([flap, quiet(NOON + HOUR), quiet(NOON + HOUR + POLL)]);
    expect(later.reds).toEqual([{ ...red, stillRed: false }]);
    expect(later.verdict.kind).toBe('unhealthy');
    expect(later.goodMs).toBe(0);
    const told = watch([quiet(NOON + 2 * HOUR)], { ...order, acknowledged: acknowledge([], later.reds) }, later);
    expect(told.reds).toEqual([]);
    expect(told.verdict.kind).toBe('healthy');
  });

  test('S9: blindness does not undo what was seen', () => {
    const blind = watch([redAt(NOON + POLL, NOON + 5), blindAt(NOON + 2 * POLL)]);
    expect(blind.reds).toEqual([red]);
    expect(blind.verdict.kind).toBe('unhealthy');
    const told = { ...order, acknowledged: acknowledge([], blind.reds) };
    expect(watch([blindAt(NOON + 3 * POLL)], told, blind).verdict.kind).toBe('blind');
  });

  test('rule 2: a red older than a window that opened anew is dropped, also while blind', () => {
    const before = watch([redAt(NOON + POLL, NOON + 5)]);
    const anew = anOrder([aWatched('c1', ['errors']), aWatched('c2', ['errors'], { fromAt: NOON + POLL })]);
    expect(watch([blindAt(NOON + 2 * POLL)], anew, before).reds).toEqual([]);
    expect(watch([redAt(NOON + 2 * POLL, NOON + 5)], anew, before).reds).toEqual([]);
  });

  test('a red of an alarm that is no longer watched is dropped while blind', () => {
    const before = watch([redAt(NOON + POLL, NOON + 5)]);
    const other = anOrder([aWatched('c1', ['errors']), aWatched('c2', ['latency'])]);
    expect(watch([blindAt(NOON + 2 * POLL)], other, before).reds).toEqual([]);
  });

  test('a flap of a red seen before a blind spell keeps saying that it is over', () => {
    const transitions = [aTransition('errors', 'ALARM', NOON + 5)];
    const flap = withAnswer(
      quiet(NOON + POLL),
      anAnswer('c2', [aSeenAlarm('errors')], { readAt: NOON + POLL, transitions }),
    );
    expect(watch([flap, blindAt(NOON + 2 * POLL)]).reds).toEqual([{ ...red, stillRed: false }]);
  });

  test('rule 1: an acknowledged alarm that is still on waits', () => {
    const told = { ...order, acknowledged: [red] };
    const after = watch([redAt(NOON + POLL, NOON + 5)], told);
    expect(after.reds).toEqual([]);
    expect(after.verdict).toMatchObject({ kind: 'waiting', rule: 1 });
    expect(watch([redAt(NOON + 2 * POLL, NOON + POLL + 1)], told, after).reds).toHaveLength(1);
  });
});

describe('what a watch remembers', () => {
  test('rule 9: before its first look it is not healthy', () => {
    expect(started.verdict).toEqual({ kind: 'waiting', findings: [], more: 0, rule: 9 });
  });

  test('counts looks, blind looks and healthy alarms', () => {
    const state = watch([quiet(NOON), blindAt(NOON + POLL)]);
    expect(state).toMatchObject({
      looks: 2,
      blindLooks: 1,
      healthyAlarms: 1,
      unwell: [{ subject: 'c2', kind: 'blind' }],
    });
    expect(watch([{ temporalAt: NOON, accounts: [] }], anOrder([])).blindLooks).toBe(1);
  });

  test('names each unwell subject once, with its worst finding', () => {
    const two = anOrder([aWatched('c1', ['a', 'b', 'c'])]);
    const alarms = [
      aSeenAlarm('a', { state: 'INSUFFICIENT_DATA' }),
      aSeenAlarm('b', { evaluation: 'evaluation-error' }),
      aSeenAlarm('c'),
    ];
    expect(watch([{ temporalAt: NOON, accounts: [anAnswer('c1', alarms)] }], two).unwell).toEqual([
      { subject: 'c1', kind: 'blind' },
    ]);
  });

  test('since when its verdict holds, and when it last could see all', () => {
    const state = watch([quiet(NOON + 1), quiet(NOON + 2), blindAt(NOON + 3), blindAt(NOON + 4)]);
    expect(state).toMatchObject({ verdictSinceTemporalAt: NOON + 3, lastGoodTemporalAt: NOON + 2 });
    expect(watch([blindAt(NOON)]).lastGoodTemporalAt).toBeUndefined();
    const waiting = redAt(NOON + 5, NOON - HOUR);
    expect(watch([quiet(NOON + 1), waiting])).toMatchObject({
      verdict: { kind: 'waiting' },
      lastGoodTemporalAt: NOON + 1,
    });
  });

  test('wall time on Temporal clock since it started, never shrinking', () => {
    expect(watch([quiet(NOON + HOUR), quiet(NOON + MINUTE)]).wallMs).toBe(HOUR);
  });

  test('the smallest difference of the clocks, from looks that could be believed', () => {
    const late = { ...quiet(NOON + 5000), temporalAt: NOON + 1000 };
    const prompt = { ...quiet(NOON + 6500), temporalAt: NOON + 6000 };
    expect(watch([late, prompt, { ...quiet(NOON + 9000), temporalAt: NOON + 8000 }]).clockOffsetMs).toBe(500);
    expect(watch([{ temporalAt: NOON, accounts: [] }]).clockOffsetMs).toBeUndefined();
  });

  test('no clock at all when nothing was ever read, the old one while nothing is', () => {
    const allBlind = (at: number): Look => ({ temporalAt: at, accounts: [aBlindAnswer('c1'), aBlindAnswer('c2')] });
    expect(watch([allBlind(NOON), allBlind(NOON + POLL)])).toMatchObject({ last: undefined, goodMs: 0 });
    expect(watch([quiet(NOON), allBlind(NOON + POLL)]).last).toEqual({
      awsAt: NOON,
      temporalAt: NOON + POLL,
      good: false,
    });
  });

  test('rule 6: a clock that ran back is blind for that look alone', () => {
    const back = watch([quiet(NOON + HOUR), quiet(NOON + POLL)]);
    expect(back.verdict).toMatchObject({ kind: 'blind', rule: 6 });
    expect(watch([quiet(NOON + 2 * POLL)], order, back).verdict.kind).toBe('healthy');
  });

  test('rule 5: an edit that AWS did not date is seen by the definition', () => {
    const edited = withAnswer(
      quiet(NOON + POLL),
      anAnswer('c2', [aSeenAlarm('errors', { configHash: 'other' })], { readAt: NOON + POLL }),
    );
    const after = watch([quiet(NOON), edited, edited]);
    expect(after.verdict).toMatchObject({ kind: 'blind', rule: 5, findings: [{ because: 'changed', subject: 'c2' }] });
  });

  test('rule 5: an edit before the window opened is not held against it', () => {
    const later = anOrder([aWatched('c1', ['errors']), aWatched('c2', ['errors'], { fromAt: NOON + MINUTE })]);
    const before = withAnswer(quiet(NOON), anAnswer('c2', [aSeenAlarm('errors', { configHash: 'old' })]));
    const state = watch([before, quiet(NOON + MINUTE)], later);
    expect(state.verdict.kind).toBe('healthy');
    expect(Object.keys(state.configs)).toEqual(['c1/errors', 'c2/errors']);
  });

  test('definitions of what is no longer watched are forgotten, those of a blind account kept', () => {
    const state = watch([quiet(NOON), blindAt(NOON + POLL)]);
    expect(Object.keys(state.configs)).toEqual(['c1/errors', 'c2/errors']);
    const narrower = anOrder([aWatched('c1', ['errors', 'gone'])]);
    expect(Object.keys(watch([quiet(NOON + 2 * POLL)], narrower, state).configs)).toEqual(['c1/errors']);
  });
});
