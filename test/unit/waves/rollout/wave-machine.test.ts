import type { Red } from '../../../../alarms/watch-state';
import { nextWaveStep, waveAccounts, waveWatchDuty, waveWatchKey } from '../../../../waves/rollout/next-wave-step';
import { recordWave } from '../../../../waves/rollout/record-wave';
import { holdDue, holdsAt } from '../../../../waves/rollout/wave-hold';
import { cellsIn, type CellEnd, type WaveEvent, type WaveState } from '../../../../waves/rollout/wave-state';
import { reportOf, resultOf } from '../../../../waves/rollout/wave-report';
import { chunkDuty, startWatches, unwatched, unwatchedMs } from '../../../../waves/rollout/watches';
import { aWatched } from '../../../support/a-look';
import { PLANNED_AT } from '../../../support/a-plan';
import { aFinding, anOpenPlan, aWatchState, aWaveState, aWord } from '../../../support/a-rollout-state';

const plan = anOpenPlan();
const WAVE = 5;
const [a = '', b = ''] = (plan.waves[WAVE - 1]?.cells ?? []).map(({ name }) => name);
const at = PLANNED_AT;
const HOLD = plan.policy.gate.waitingHoldMs;

const wave = (...events: readonly WaveEvent[]): WaveState => events.reduce(recordWave, aWaveState(plan, WAVE));
const go = (cell: string): WaveEvent => ({ kind: 'cell-started', cell, at });
const ends = (cell: string, end: CellEnd): WaveEvent => ({ kind: 'cell-ended', cell, end, at });
const deployed = (cell: string): WaveEvent[] => [go(cell), ends(cell, { kind: 'deployed' })];
const sees = (
  findings: Parameters<typeof aWatchState>[0] = [],
  change: Parameters<typeof aWatchState>[1] = {},
  duty: 'endless' | 'good' | 'one-look' = 'endless',
): WaveEvent => ({
  kind: 'watched',
  chunk: 0,
  state: aWatchState(findings, change),
  duty,
});
const red = (subject: string, change: Partial<Red> = {}): Red => ({
  subject,
  alarm: 'errors',
  at: at + 5,
  stillRed: true,
  ...change,
});
const blocked: CellEnd = { kind: 'blocked', because: 'vanished', why: 'no role', wasTouched: false };

test('starts nothing before its first look, then its cells, at most its width', () => {
  expect(nextWaveStep(wave(), [])).toEqual({ kind: 'attend', wakeAt: at + HOLD });
  expect(nextWaveStep(wave(sees()), [])).toEqual({ kind: 'start', cells: [a] });
  expect(nextWaveStep(wave(sees(), go(a)), [])).toEqual({ kind: 'attend', wakeAt: undefined });
});

test('a red cell waits alone, is told when it holds, and is started once it is quiet', () => {
  const waits = wave(sees([aFinding(a, 'unhealthy')], { reds: [red(a), red('nobody')] }));
  expect(waits.cells[a]?.stage.kind).toBe('red');
  expect(nextWaveStep(waits, [])).toEqual({ kind: 'start', cells: [b] });
  expect(holdDue(waits, at + HOLD)).toEqual({ kind: 'red-before-start', cell: a, alarm: 'errors' });
  expect(recordWave(waits, sees()).cells[a]?.stage.kind).toBe('pending');
  expect(recordWave(waits, sees([aFinding(a, 'red-before')])).cells[a]?.stage.kind).toBe('red');
  const flapped = wave(sees([], { reds: [red(a, { stillRed: false })] }));
  expect(flapped.cells[a]?.stage.kind).toBe('pending');
});

test('an untouched cell that was red for long is named by its hold', () => {
  const waits = wave(sees([aFinding(b, 'red-before')]));
  expect(holdDue(waits, at + HOLD)).toEqual({ kind: 'red-before-start', cell: b, alarm: 'errors' });
  expect(holdDue(waits, at + HOLD - 1)).toBeUndefined();
  expect(holdDue(wave(sees([aFinding('other')])), at + HOLD)?.kind).toBe('waiting');
  expect(holdsAt(wave(sees([], { lastGoodTemporalAt: at })))).toBeUndefined();
});

test('a resume gives a hold its whole time anew', () => {
  const held = wave(sees([aFinding(b, 'blind')]), { kind: 'ticked', at: at + plan.policy.gate.blindHoldMs });
  expect(held.stance).toMatchObject({ kind: 'held', why: { kind: 'blind' } });
  expect(nextWaveStep(held, [])).toEqual({ kind: 'attend', wakeAt: undefined });
  const later = at + 7 * HOLD;
  const resumed = recordWave(held, { kind: 'resumed', word: aWord({ at: later }) });
  expect(holdsAt(resumed)).toBe(later + plan.policy.gate.blindHoldMs);
  expect(recordWave(held, { kind: 'paused', word: aWord() })).toBe(held);
  expect(recordWave(resumed, { kind: 'resumed', word: aWord() })).toBe(resumed);
});

test('blindness rolls back where the policy says so, but only what was touched', () => {
  const order = {
    ...aWaveState(plan, WAVE).order,
    gate: { ...plan.policy.gate, onBlind: 'rollback' as const },
    touchedBefore: false,
  };
  const untouched = recordWave({ ...aWaveState(plan, WAVE), order }, sees([aFinding(b, 'blind')]));
  const tick: WaveEvent = { kind: 'ticked', at: at + plan.policy.gate.blindHoldMs };
  expect(recordWave(untouched, tick).stance.kind).toBe('held');
  expect(recordWave(recordWave(untouched, go(a)), tick).turn).toMatchObject({ kind: 'halt', cause: { kind: 'blind' } });
  expect(recordWave({ ...untouched, order: { ...order, touchedBefore: true } }, tick).turn.kind).toBe('halt');
});

test('S10: before anything was touched a red aggregate takes nothing back; after the first touch it does', () => {
  const alsoWatched = [aWatched('aggregate:1', ['errors'], { fromAt: at })];
  const order = { ...aWaveState(plan, WAVE).order, alsoWatched, touchedBefore: false };
  const before = { ...aWaveState(plan, WAVE), order };
  const sky = sees([aFinding('aggregate:1', 'unhealthy')], { reds: [red('aggregate:1')] });
  expect(recordWave(before, sky).turn.kind).toBe('none');
  expect(nextWaveStep(recordWave(before, sky), []).kind).toBe('attend');
  expect(recordWave(recordWave(before, go(a)), sky).turn.kind).toBe('halt');
  expect(recordWave({ ...before, order: { ...order, touchedBefore: true } }, sky).turn).toMatchObject({
    cause: { verdict: { findings: [{ subject: 'aggregate:1', scope: 'aggregate' }] } },
  });
});

test('S10: an alarm of a touched cell counts from its touch on, and keeps the others from starting before that', () => {
  const flying = wave(sees(), go(a));
  const fromAt = at - 1_000;
  const early = recordWave(flying, sees([aFinding(a, 'red-before')], { reds: [red(a, { at: fromAt - 1 })] }));
  expect(early.turn.kind).toBe('none');
  expect(nextWaveStep(recordWave(early, ends(a, { kind: 'deployed' })), []).kind).toBe('attend');
  expect(recordWave(flying, sees([], { reds: [red(a, { at: fromAt })] })).turn.kind).toBe('halt');
});

test.each<[string, CellEnd, string]>([
  ['failed', { kind: 'failed', why: 'x' }, 'failure-budget'],
  ['left', { kind: 'left', why: 'x' }, 'failure-budget'],
  ['moved', { kind: 'moved', why: 'x' }, 'failure-budget'],
  ['unknown', { kind: 'unknown', why: 'x' }, 'wave-lost'],
  ['lost', { kind: 'lost', why: 'x' }, 'wave-lost'],
  ['settled by somebody', { kind: 'settled', why: 'x' }, 'wave-lost'],
])('a cell that %s takes the wave back', (_, end, cause) => {
  expect(wave(go(a), ends(a, end)).turn).toMatchObject({ kind: 'halt', cause: { kind: cause } });
});

test('within the budget a failed cell is left out; one that nobody knows is not', () => {
  const order = { ...aWaveState(plan, WAVE).order, failuresLeft: 1 };
  const start = recordWave({ ...aWaveState(plan, WAVE), order }, go(a));
  expect(recordWave(start, ends(a, { kind: 'failed', why: 'x' })).turn.kind).toBe('none');
  expect(recordWave(start, ends(a, { kind: 'unknown', why: 'x' })).turn.kind).toBe('halt');
});

test('S7: a wave that halted starts nothing more, though all alarms are quiet and cells wait', () => {
  const halted = wave(sees(), go(a), ends(a, { kind: 'failed', why: 'x' }));
  expect(nextWaveStep(halted, [])).toMatchObject({ kind: 'end', end: 'halted', cause: { kind: 'failure-budget' } });
});

test('S6: the clock of a bake stands while paused, and a blocked cell lets none begin', () => {
  const baking = wave(...deployed(a), ...deployed(b));
  expect(waveWatchDuty(baking, 0).counting).toBe(true);
  expect(waveWatchDuty(recordWave(baking, { kind: 'paused', word: aWord() }), 0).counting).toBe(false);
  const blockedLast = wave(...deployed(a), go(b), { kind: 'paused', word: aWord() }, ends(b, blocked));
  expect(blockedLast.bake).toBe('deploying');
});

test('an end of a cell that is not in flight changes nothing', () => {
  const state = wave();
  expect(recordWave(state, ends(a, { kind: 'deployed' })).cells).toBe(state.cells);
  expect(recordWave(state, ends('nobody', { kind: 'lost', why: 'x' })).turn.kind).toBe('none');
});

test('S25: of two blocked cells each holds the wave until it is left out, and then the wave bakes', () => {
  const both = wave(go(a), go(b), ends(a, blocked), ends(b, blocked));
  expect(both.stance).toMatchObject({ kind: 'held', why: { kind: 'blocked', cell: a } });
  const one = recordWave(both, { kind: 'exempted', cell: a, word: aWord() });
  expect(one.stance).toMatchObject({ kind: 'held', why: { kind: 'blocked', cell: b } });
  const none = recordWave(one, { kind: 'exempted', cell: b, word: aWord() });
  expect(none).toMatchObject({ stance: { kind: 'going' }, bake: 'baking' });
  const other = recordWave(both, { kind: 'exempted', cell: b, word: aWord() });
  expect(other.stance).toMatchObject({ why: { cell: a } });
});

test('a resume tries blocked cells again, with a round more if they were touched', () => {
  const held = wave(go(a), ends(a, { ...blocked, wasTouched: true }));
  const again = recordWave(held, { kind: 'resumed', word: aWord() });
  expect(again.cells[a]).toMatchObject({ rounds: 1, stage: { kind: 'pending' } });
  const paused = wave(go(a), { kind: 'paused', word: aWord() }, ends(a, blocked));
  expect(paused.stance.kind).toBe('paused');
});

const baked = (): WaveState => wave(...deployed(a), ...deployed(b), sees([], { goodMs: 1e9 }, 'good'));

test('everything deployed, a bake, one more healthy look: passed', () => {
  expect(wave(...deployed(a), ...deployed(b)).bake).toBe('baking');
  expect(baked().bake).toBe('last-read');
  expect(recordWave(baked(), sees([], { goodMs: 1e9 }, 'good')).bake).toBe('last-read');
  const passed = recordWave(baked(), sees([], { goodMs: 1e9 }, 'one-look'));
  expect(nextWaveStep(passed, [])).toEqual({ kind: 'end', end: 'passed', cause: undefined });
  expect(recordWave(passed, { kind: 'bake-extended', byMs: 5 })).toBe(passed);
  expect(recordWave(baked(), sees([aFinding(a, 'blind')], {}, 'one-look')).bake).toBe('baking');
});

test('of several watches each has to give a healthy last read', () => {
  const alsoWatched = Array.from({ length: 400 }, (_, index) => aWatched(`other-${index}`, ['errors'], { fromAt: at }));
  const order = { ...aWaveState(plan, WAVE).order, alsoWatched };
  const good = aWatchState([], { goodMs: 1e9 });
  const watches = startWatches(401, order.carry, at);
  const states = watches.states.map(() => good);
  const reading: WaveState = { ...baked(), order, watches: { ...watches, states }, bake: 'last-read' };
  const half = recordWave(reading, { kind: 'watched', chunk: 1, state: good, duty: 'one-look' });
  expect(half).toMatchObject({ bake: 'last-read', lastReads: [1] });
  expect(recordWave(half, { kind: 'watched', chunk: 0, state: good, duty: 'one-look' }).bake).toBe('passed');
});

test('S6: a pause at the last read begins it anew, and the whole bake where the policy restarts', () => {
  const paused = recordWave(baked(), { kind: 'paused', word: aWord() });
  expect(recordWave(paused, sees([], { goodMs: 1e9 }, 'one-look')).bake).toBe('last-read');
  const resumed = recordWave(paused, { kind: 'resumed', word: aWord() });
  expect(resumed).toMatchObject({ bake: 'baking', lastReads: [] });
  expect(resumed.watches.states[0]?.goodMs).toBe(1e9);
  const order = { ...paused.order, gate: { ...paused.order.gate, afterPause: 'restart' as const } };
  expect(recordWave({ ...paused, order }, { kind: 'resumed', word: aWord() }).watches.states[0]?.goodMs).toBe(0);
});

test('an extension at the last read goes back to the bake; one of nothing is none', () => {
  expect(recordWave(baked(), { kind: 'bake-extended', byMs: 1e10 })).toMatchObject({ bake: 'baking' });
  const state = wave();
  expect(recordWave(state, { kind: 'bake-extended', byMs: 0 })).toBe(state);
  expect(recordWave(state, { kind: 'bake-extended', byMs: 7 }).bakeMs).toBe(state.bakeMs + 7);
});

test('S15: after an abort cells in flight go on, one that alarms settles; a turn outranks it, nothing outranks a halt', () => {
  const aborted = wave(...deployed(a), go(b), { kind: 'aborted', word: aWord() });
  expect(nextWaveStep(aborted, [])).toEqual({ kind: 'attend', wakeAt: undefined });
  const alarmed = recordWave(aborted, sees([], { reds: [red(b), red(a)] }));
  expect(nextWaveStep(alarmed, [])).toEqual({ kind: 'turn-round', cells: [b] });
  expect(nextWaveStep(alarmed, [b])).toEqual({ kind: 'attend', wakeAt: undefined });
  const over = recordWave(alarmed, ends(b, { kind: 'settled', why: 'x' }));
  expect(nextWaveStep(over, [b])).toEqual({ kind: 'end', end: 'aborted', cause: undefined });
  const turned = recordWave(aborted, { kind: 'turned-back' });
  expect(nextWaveStep(turned, [])).toEqual({ kind: 'turn-round', cells: [b] });
  expect(nextWaveStep(recordWave(turned, ends(b, { kind: 'settled', why: 'x' })), [])).toMatchObject({
    end: 'turned-back',
  });
  const halted = wave(go(a), sees([], { reds: [red(a)] }));
  for (const kind of ['aborted', 'paused', 'resumed'] as const)
    expect(recordWave(halted, { kind, word: aWord() }).turn.kind).toBe('halt');
  expect(recordWave(halted, { kind: 'turned-back' })).toBe(halted);
  expect(recordWave(halted, { kind: 'ticked', at: at + 9 * HOLD })).toBe(halted);
  expect(reportOf(halted)).toMatchObject({ phase: 'turning-back', verdict: { kind: 'unhealthy' }, finished: [] });
  expect(resultOf(halted, 'halted', at).cause?.kind).toBe('verdict');
  expect(reportOf(turned)).toMatchObject({ finished: [a], cause: undefined });
  expect(recordWave(halted, sees([], { reds: [red(a, { at: at + 99 })] })).turn).toEqual(halted.turn);
});

test('who is left out is not watched from then on', () => {
  const state = wave(sees());
  const left = recordWave(state, { kind: 'exempted', cell: a, word: aWord() });
  expect(waveWatchKey(left, 0)).not.toBe(waveWatchKey(state, 0));
  expect(waveAccounts(left).find(({ subject }) => subject === a)?.alarms).toEqual([]);
  expect(recordWave(wave(go(a)), { kind: 'exempted', cell: a, word: aWord() }).cells[a]?.stage.kind).toBe('in-flight');
});

test('of several watches one that has seen enough waits for the others', () => {
  const [state] = startWatches(1, { lookedUntilAt: at, clockOffsetMs: undefined }, at).states;
  const enough = aWatchState([], { goodMs: 60 });
  const behind = aWatchState([], { goodMs: 59 });
  const good = { until: { kind: 'good', bakeMs: 60 }, counting: true } as const;
  const endless = { until: { kind: 'endless' }, counting: true } as const;
  const together = (states: readonly (typeof enough)[], lastReads: readonly number[] = []) => ({
    watches: { states, sinceTemporalAt: at },
    lastReads,
  });
  expect(chunkDuty(good, 0, together([enough, behind])).until.kind).toBe('endless');
  expect(chunkDuty(good, 1, together([enough, behind]))).toBe(good);
  expect(chunkDuty(good, 0, together([enough, enough]))).toBe(good);
  expect(chunkDuty(good, 2, together([enough, behind]))).toBe(good);
  expect(chunkDuty(endless, 0, together([enough, behind]))).toBe(endless);
  const look = { until: { kind: 'one-look' }, counting: false } as const;
  expect(chunkDuty(look, 0, together([enough, behind], [0])).until.kind).toBe('endless');
  expect(chunkDuty(look, 1, together([enough, behind], [0]))).toBe(look);
  expect(state?.looks).toBe(0);
});

test('where nothing is watched time alone passes, and no more of it than the bake', () => {
  const state = aWatchState([], { goodMs: 20 });
  const good = { until: { kind: 'good', bakeMs: 60 }, counting: true } as const;
  const endless = { until: { kind: 'endless' }, counting: false } as const;
  expect([unwatchedMs(state, good), unwatchedMs(state, endless)]).toEqual([40, 0]);
  expect(unwatched(state, good, at + 40)).toMatchObject({ goodMs: 60, looks: 2, verdict: { kind: 'healthy' } });
  expect(unwatched(state, { ...good, counting: false }, at).goodMs).toBe(20);
  expect(unwatched(state, endless, at).goodMs).toBe(20);
});

test('a paused wave watches on without its clock, and a wave knows its cells', () => {
  const paused = wave({ kind: 'paused', word: aWord() });
  expect(waveWatchDuty(paused, 0)).toMatchObject({ until: { kind: 'endless' }, counting: false });
  expect(waveWatchDuty(baked(), 0)).toMatchObject({ until: { kind: 'one-look' } });
  expect(cellsIn({ ...paused, cells: {} })).toEqual([]);
  expect(waveAccounts({ ...paused, cells: {} })[0]?.fromAt).toBe(at);
});

describe('time on the wall: from the first instant of the bake to the end of the wave', () => {
  const MINUTE = 60_000;
  const later = (event: WaveEvent, ms: number): WaveEvent => ('at' in event ? { ...event, at: at + ms } : event);
  const bakes = (ms: number): WaveEvent[] => [a, b].flatMap(deployed).map((event) => later(event, ms));

  test('pauses and blind spells count, cells that are being deployed do not', () => {
    const pause: WaveEvent[] = [
      { kind: 'paused', word: aWord({ at: at + 12 * MINUTE }) },
      { kind: 'resumed', word: aWord({ at: at + 60 * MINUTE }) },
    ];
    const ended = wave(sees(), ...bakes(10 * MINUTE), sees([aFinding(b, 'blind')], { wallMs: 11 * MINUTE }), ...pause);
    expect(resultOf(ended, 'aborted', at + 70 * MINUTE).wallMs).toBe(60 * MINUTE);
  });

  test('a cell that is tried again in the middle of it does not begin it anew', () => {
    const again: WaveEvent[] = [
      ...deployed(a),
      ...[go(b), ends(b, blocked)].map((event) => later(event, MINUTE)),
      { kind: 'exempted', cell: b, word: aWord({ at: at + 2 * MINUTE }) },
      { kind: 'resumed', word: aWord({ at: at + 30 * MINUTE }) },
    ];
    expect(resultOf(wave(sees(), ...again), 'turned-back', at + 40 * MINUTE).wallMs).toBe(38 * MINUTE);
  });

  test('a wave that ends before its bake has none', () => {
    expect(resultOf(wave(sees(), go(a)), 'halted', at + MINUTE).wallMs).toBe(0);
  });
});
