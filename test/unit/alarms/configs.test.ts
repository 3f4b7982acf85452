import { advance, startWatch } from '../../../alarms/advance';
import { foldConfigs } from '../../../alarms/configs';
import { collectEvidence, replayEvidence } from '../../../alarms/evidence';
import type { WatchState } from '../../../alarms/watch-state';
import {
  aBlindAnswer,
  anAnswer,
  anOrder,
  aQuietLook,
  aSeenAlarm,
  aWatched,
  MINUTE,
  NOON,
  withAnswer,
} from '../../support/a-look';

const order = anOrder([aWatched('c1', ['errors']), aWatched('c2', ['errors'])]);
const started = startWatch({ temporalAt: NOON, lookedUntilAt: NOON });
const quiet = (at: number) => aQuietLook(order, at);
const alarmOf = (change: Parameters<typeof aSeenAlarm>[1], at: number) =>
  withAnswer(quiet(at), anAnswer('c2', [aSeenAlarm('errors', change)], { readAt: at }));
const SWITCHED_AT = NOON + 5_000;
/** AWS dates it as an edit; the definition is what it was. */
const switched = (at: number) => alarmOf({ configUpdatedAt: SWITCHED_AT }, at);
const watch = (looks: readonly ReturnType<typeof quiet>[], from: WatchState = started): WatchState =>
  looks.reduce((state, look) => advance(state, look, order), from);
/** As a watch is begun anew after it has told something. */
const told = (state: WatchState): WatchState => ({ ...state, configs: {}, configsFold: foldConfigs(state.configs) });

test('rule 5: actions that are switched while it is watched change nothing, look after look', () => {
  const after = watch([quiet(NOON), switched(NOON + MINUTE), switched(NOON + 2 * MINUTE)]);
  expect(after.verdict.kind).toBe('healthy');
  expect(after.harmlessEdits).toEqual([{ subject: 'c2', alarm: 'errors', at: SWITCHED_AT }]);
});

test('rule 5: actions that were switched between two watches change nothing', () => {
  const after = watch([switched(NOON + MINUTE)], told(watch([quiet(NOON)])));
  expect(after.verdict.kind).toBe('healthy');
});

test('rule 5: an edit between two watches is seen', () => {
  const edited = alarmOf({ configUpdatedAt: SWITCHED_AT, configHash: 'other' }, NOON + MINUTE);
  const after = watch([edited], told(watch([quiet(NOON)])));
  expect(after.verdict).toMatchObject({ kind: 'blind', findings: [{ because: 'changed', subject: 'c2' }] });
  expect(watch([edited], after).verdict.kind).toBe('blind');
});

test('rule 5: a switch stays harmless for the next owner of the watch, and an edit after it is one', () => {
  const known = watch([quiet(NOON), switched(NOON + MINUTE)]).harmlessEdits;
  const next: WatchState = { ...started, harmlessEdits: known };
  expect(watch([switched(NOON + 2 * MINUTE), switched(NOON + 3 * MINUTE)], next).verdict.kind).toBe('healthy');
  const edited = alarmOf({ configUpdatedAt: SWITCHED_AT + 1, configHash: 'other' }, NOON + 2 * MINUTE);
  expect(watch([edited], next).verdict.kind).toBe('blind');
});

test('rule 12: evidence carries the switches of the alarms that it shows, and gives the same verdict again', () => {
  const known = watch([quiet(NOON), switched(NOON + MINUTE)]).harmlessEdits ?? [];
  const memory: WatchState = { ...started, harmlessEdits: [...known, { subject: 'c9', alarm: 'errors', at: NOON }] };
  const evidence = collectEvidence(switched(NOON + 2 * MINUTE), order, memory);
  expect(evidence.memory.harmlessEdits).toEqual(known);
  expect(replayEvidence(JSON.parse(JSON.stringify(evidence)))).toMatchObject({ kind: 'healthy' });
});

test('S9: without anything known from before, a date inside the window counts as an edit', () => {
  expect(watch([switched(NOON + MINUTE)]).verdict.kind).toBe('blind');
  expect(watch([switched(NOON + MINUTE), switched(NOON + 2 * MINUTE)]).verdict.kind).toBe('blind');
  const blindThen = withAnswer(switched(NOON + MINUTE), aBlindAnswer('c1'));
  expect(watch([blindThen], told(watch([quiet(NOON)]))).verdict.findings).toMatchObject([
    { subject: 'c2', because: 'changed' },
    { subject: 'c1', because: 'unreadable' },
  ]);
});

test('remembers the newest switch of an alarm, and not without end', () => {
  const many = anOrder([
    aWatched(
      'c1',
      Array.from({ length: 205 }, (_, index) => `a${index}`),
    ),
  ]);
  const look = (at: number, configUpdatedAt: number) => ({
    temporalAt: at,
    accounts: [
      anAnswer(
        'c1',
        many.accounts.flatMap(({ alarms }) => alarms.map(({ name }) => aSeenAlarm(name, { configUpdatedAt }))),
        { readAt: at },
      ),
    ],
  });
  const looks = [look(NOON, NOON - 1), look(NOON + 1_000, NOON + 500), look(NOON + 2_000, NOON + 1_500)];
  const { harmlessEdits } = looks.reduce((state, one) => advance(state, one, many), started);
  expect(harmlessEdits).toHaveLength(200);
  expect(new Set(harmlessEdits?.map(({ at }) => at))).toEqual(new Set([NOON + 1_500]));
});
