import { startWatch } from '../../../alarms/advance';
import { watchReturn } from '../../../alarms/watch-return';
import type { VerdictKind } from '../../../alarms/verdict';
import type { WatchOrder, WatchState } from '../../../alarms/watch-state';
import { anOrder, HOUR, NOON } from '../../support/a-look';

const started = startWatch({ temporalAt: NOON, lookedUntilAt: NOON });
const state = (goodMs: number, kind: VerdictKind = 'healthy', change: Partial<WatchState> = {}): WatchState => ({
  ...started,
  goodMs,
  looks: 7,
  verdict: { ...started.verdict, kind },
  ...change,
});
const bake = anOrder([], { until: { kind: 'good', bakeMs: 16 * HOUR } });
const endless: WatchOrder = { ...bake, until: { kind: 'endless' } };
const red = { subject: 'c1', alarm: 'errors', at: NOON, stillRed: true };

function waitingFor(subject: string): WatchState {
  return state(0, 'waiting', { unwell: [{ subject, kind: 'waiting' }] });
}

type Case = {
  readonly what: string;
  readonly before?: WatchState;
  readonly after?: WatchState;
  readonly order?: WatchOrder;
  readonly why: string | undefined;
};

const untoldRed = state(0, 'unhealthy', { reds: [red] });
const oneLook: WatchOrder = { ...bake, until: { kind: 'one-look' } };
const nothingToBake: WatchOrder = { ...bake, until: { kind: 'good', bakeMs: 0 } };

test.each<Case>([
  { what: 'nothing new', after: state(1), why: undefined },
  { what: 'one look', order: oneLook, why: 'one-look' },
  { what: 'one look, red', after: untoldRed, order: oneLook, why: 'one-look' },
  { what: 'a red', after: untoldRed, why: 'red' },
  { what: 'a red that was not weighed', before: state(0, 'unhealthy'), after: untoldRed, why: 'red' },
  { what: 'a red in an endless watch', after: untoldRed, order: endless, why: 'red' },
  { what: 'a red after enough', before: state(16 * HOUR), after: { ...untoldRed, goodMs: 16 * HOUR }, why: 'red' },
  { what: 'enough', before: state(15.9 * HOUR), after: state(16 * HOUR), why: 'good-enough' },
  { what: 'a bake of nothing at its first look', before: started, order: nothingToBake, why: 'good-enough' },
  { what: 'almost enough', before: state(15.99 * HOUR), after: state(16 * HOUR - 1), why: undefined },
  {
    what: 'enough, but waiting',
    before: state(16 * HOUR, 'waiting'),
    after: state(16 * HOUR, 'waiting'),
    why: undefined,
  },
  {
    what: 'enough, but blind now',
    before: state(15.9 * HOUR),
    after: state(16 * HOUR, 'blind'),
    why: 'verdict-changed',
  },
  {
    what: 'enough, but not counting',
    before: state(16 * HOUR),
    after: state(16 * HOUR),
    order: { ...bake, counting: false },
    why: undefined,
  },
  { what: 'an endless watch is never enough', after: state(99 * HOUR), order: endless, why: undefined },
  { what: 'first verdict', before: started, why: 'verdict-changed' },
  {
    what: 'a first look that finds somebody waiting',
    before: started,
    after: waitingFor('c1'),
    why: 'verdict-changed',
  },
  {
    what: 'another waits, while cells are started',
    before: waitingFor('c1'),
    after: waitingFor('c2'),
    order: { ...endless, tellsWho: true },
    why: 'verdict-changed',
  },
  {
    what: 'another waits, of no matter to anybody',
    before: waitingFor('c1'),
    after: waitingFor('c2'),
    order: endless,
    why: undefined,
  },
  { what: 'the same waits', before: waitingFor('c1'), after: waitingFor('c1'), order: endless, why: undefined },
  { what: 'better', before: state(0, 'blind'), order: endless, why: 'verdict-changed' },
  { what: 'worse', after: state(0, 'waiting'), order: endless, why: 'verdict-changed' },
  { what: 'a sixteenth', before: state(3 * HOUR), after: state(4 * HOUR), why: 'progress' },
  { what: 'less than a sixteenth', before: state(3 * HOUR), after: state(4 * HOUR - 1), why: undefined },
  {
    what: 'no time at all of a bake of nothing',
    before: state(0, 'waiting'),
    after: state(0, 'waiting'),
    order: nothingToBake,
    why: undefined,
  },
])('$what: $why', ({ before = state(0), after = state(0), order = bake, why }) => {
  expect(watchReturn(before, after, order)).toBe(why);
});
