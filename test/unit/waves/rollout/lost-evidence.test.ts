import type { Finding } from '../../../../alarms/verdict';
import { nextStep } from '../../../../waves/rollout/next-step';
import { record } from '../../../../waves/rollout/record';
import { recordWave } from '../../../../waves/rollout/record-wave';
import type { RolloutEvent } from '../../../../waves/rollout/rollout-state';
import type { WaveEvent, WaveState } from '../../../../waves/rollout/wave-state';
import { carryOf, startWatches } from '../../../../waves/rollout/watches';
import { aWatched } from '../../../support/a-look';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';
import { aPolicy } from '../../../support/a-policy';
import {
  aFinding,
  anOpenPlan,
  aRollout,
  aWatchState,
  aWaveState,
  aWord,
  passedUpTo,
} from '../../../support/a-rollout-state';

const plan = anOpenPlan();
const WAVE = 5;
const [a = '', b = ''] = (plan.waves[WAVE - 1]?.cells ?? []).map(({ name }) => name);
const [first = ''] = (plan.waves[0]?.cells ?? []).map(({ name }) => name);
const aggregate = `aggregate:${plan.aggregateAlarms[0]?.account ?? ''}`;
const at = PLANNED_AT;
const LOOK_MS = 7_000;

const gone = (subject: string): Finding => ({
  subject,
  alarm: 'errors',
  scope: 'cell',
  kind: 'blind',
  because: 'missing',
  detail: 'deleted',
  passes: 'never',
});
const sees = (findings: readonly Finding[], duty: 'endless' | 'good' = 'endless'): WaveEvent => ({
  kind: 'watched',
  chunk: 0,
  state: aWatchState(findings, { wallMs: LOOK_MS }),
  duty,
});
const starts = (cell: string): WaveEvent => ({ kind: 'cell-started', cell, at });
const wave = (...events: readonly WaveEvent[]): WaveState => events.reduce(recordWave, aWaveState(plan, WAVE));

describe('rule 5: evidence that will not come back, while a wave runs', () => {
  test('rule 5: of a touched cell holds at once, whatever else is blind', () => {
    const throttled = Array.from({ length: 30 }, (_, index) => aFinding(`a${index}`, 'blind'));
    const held = wave(starts(b), sees([...throttled, gone(b)]));
    expect(held.stance).toEqual({ kind: 'held', why: { kind: 'blind', finding: gone(b) }, since: at + LOOK_MS });
    expect(held.turn.kind).toBe('none');
  });

  test.each<[string, readonly WaveEvent[]]>([
    ['a cell that nobody has touched', [starts(b), sees([gone(a)])]],
    ['somebody who is no part of the wave', [starts(b), sees([gone('nobody')])]],
    ['a look that was only throttled', [starts(b), sees([aFinding(b, 'blind')])]],
    ['a wave that is paused', [starts(b), { kind: 'paused', word: aWord() }, sees([gone(b)])]],
    ['a wave that was told to turn back', [starts(b), { kind: 'turned-back' }, sees([gone(b)])]],
  ])('rule 5: of %s does not', (_, events) => {
    expect(wave(...events).stance.kind).not.toBe('held');
  });

  test('rule 5: of the Region holds once anything was touched', () => {
    const alsoWatched = [aWatched(aggregate, ['errors'], { fromAt: at })];
    const order = { ...aWaveState(plan, WAVE).order, alsoWatched, touchedBefore: false };
    const before = { ...aWaveState(plan, WAVE), order };
    expect(recordWave(before, sees([gone(aggregate)])).stance.kind).toBe('going');
    expect(recordWave(recordWave(before, starts(a)), sees([gone(aggregate)])).stance.kind).toBe('held');
  });

  test('rule 5: after a resume it has its bound, so that a person who has mended it is not stopped by what was seen before', () => {
    const resumed = recordWave(wave(starts(b), sees([gone(b)])), { kind: 'resumed', word: aWord({ at: at + 60_000 }) });
    const bound = at + 60_000 + plan.policy.gate.blindHoldMs;
    expect(recordWave(resumed, { kind: 'ticked', at: bound - 1 }).stance.kind).toBe('going');
    expect(recordWave(resumed, { kind: 'ticked', at: bound }).stance.kind).toBe('held');
    expect(recordWave(resumed, sees([])).stance.kind).toBe('going');
    expect(recordWave(resumed, sees([gone(b)])).stance.kind).toBe('held');
  });

  test('rule 5: nothing is ever taken back for it, though the policy takes back what cannot be seen', () => {
    const order = { ...aWaveState(plan, WAVE).order, gate: { ...plan.policy.gate, onBlind: 'rollback' as const } };
    const tick: WaveEvent = { kind: 'ticked', at: at + plan.policy.gate.blindHoldMs };
    const after = (finding: Finding): WaveState =>
      [starts(a), sees([finding]), tick].reduce(recordWave, { ...aWaveState(plan, WAVE), order });
    expect(after(gone(b))).toMatchObject({ stance: { kind: 'held' }, turn: { kind: 'none' } });
    expect(after(aFinding(b, 'blind')).turn.kind).toBe('halt');
  });
});

test('rule 5: a switch of actions stays harmless for whoever watches next', () => {
  const edit = (alarm: string, when: number) => ({ subject: b, alarm, at: when });
  const seen = (chunk: number, ...harmlessEdits: readonly ReturnType<typeof edit>[]) => ({
    ...aWatchState([]),
    ...(chunk < 0 ? {} : { harmlessEdits }),
  });
  const watches = {
    states: [seen(0, edit('errors', at + 5), edit('latency', at)), seen(1, edit('errors', at)), seen(-1)],
    sinceTemporalAt: at,
  };
  const { harmlessEdits } = carryOf(watches);
  expect(harmlessEdits).toEqual([edit('errors', at + 5), edit('latency', at)]);
  const next = startWatches(401, carryOf(watches), at);
  expect(next.states.map((state) => state.harmlessEdits)).toEqual([harmlessEdits, harmlessEdits]);
  expect(carryOf(startWatches(1, { lookedUntilAt: at, clockOffsetMs: undefined }, at))).not.toHaveProperty(
    'harmlessEdits',
  );
});

describe('rule 5: evidence that will not come back, between waves', () => {
  const seen = (finding: Finding): RolloutEvent => ({
    kind: 'watched',
    chunk: 0,
    state: aWatchState([finding]),
    duty: 'good',
    at,
  });
  const gate: RolloutEvent = { kind: 'watch-begun', purpose: 'gate', accounts: 1, at };
  const touched = (subject: string, policy = aPolicy().alwaysOpen()) => {
    const rolled = aPlan().under(policy).build();
    return aRollout(rolled, ...passedUpTo(rolled, 1), gate, seen(gone(subject)));
  };

  test.each([
    ['a touched cell', first, 'held'],
    ['the Region', aggregate, 'held'],
    ['a cell that comes later', 'usw2-az3-c1', 'going'],
  ])('rule 5: of %s: %s is %s', (_, subject, stance) => {
    const state = touched(subject);
    expect(state.stance.kind).toBe(stance);
    expect(nextStep(state, at)).toMatchObject({ kind: 'watch', purpose: stance === 'held' ? 'standing' : 'gate' });
  });

  test('rule 5: before anything was touched nothing is held at once', () => {
    expect(aRollout(plan, gate, seen(gone(aggregate))).stance.kind).toBe('going');
  });

  test('rule 5: nothing is ever taken back for it', () => {
    const waits = touched('usw2-az3-c1', aPolicy().alwaysOpen().withGate({ onBlind: 'rollback' }));
    const late = record(waits, { kind: 'ticked', at: at + plan.policy.gate.blindHoldMs });
    expect(late).toMatchObject({ stance: { kind: 'held', why: { kind: 'blind' } }, turn: { kind: 'none' } });
  });
});
