import fc from 'fast-check';
import { advance, startWatch } from '../../../alarms/advance';
import { assess } from '../../../alarms/assess';
import type { AccountLook, Look } from '../../../alarms/observation';
import { worst } from '../../../alarms/verdict';
import { watchReturn } from '../../../alarms/watch-return';
import type { LastLook, WatchState } from '../../../alarms/watch-state';
import { aBlindAnswer, aQuietLook, HOUR, MINUTE, NOON } from '../../support/a-look';
import { aSeeing, type Seeing } from './arbitrary-looks';

/** Takes away what one answer says, wholly or of one of its alarms. */
const LOSSES: Readonly<
  Record<string, (answer: Extract<AccountLook, { kind: 'seen' }>, pick: number) => AccountLook | undefined>
> = {
  'leaving the account out': () => undefined,
  'blinding the account': ({ subject }) => aBlindAnswer(subject),
  'leaving an alarm out': (answer, pick) => ({ ...answer, alarms: answer.alarms.filter((_, index) => index !== pick) }),
  'deleting an alarm': (answer, pick) => ({
    ...answer,
    alarms: answer.alarms.map((alarm, index) => (index === pick ? { kind: 'missing', name: alarm.name } : alarm)),
  }),
  'failing an evaluation': (answer, pick) => ({
    ...answer,
    alarms: answer.alarms.map((alarm, index) =>
      index === pick && alarm.kind === 'seen' ? { ...alarm, evaluation: 'evaluation-failure' } : alarm,
    ),
  }),
  'editing an alarm': (answer, pick) => ({
    ...answer,
    alarms: answer.alarms.map((alarm, index) =>
      index === pick && alarm.kind === 'seen' ? { ...alarm, configUpdatedAt: NOON + HOUR } : alarm,
    ),
  }),
  'losing its clock': (answer) => ({ ...answer, readAt: NaN }),
  'aging the answer': (answer) => ({ ...answer, readAt: answer.readAt - HOUR }),
  'dating the answer ahead': (answer) => ({ ...answer, readAt: answer.readAt + HOUR }),
};

const hasAlarms = ({ order }: Seeing): boolean => order.accounts.every(({ alarms }) => alarms.length > 0);
const last: LastLook = { awsAt: NOON, temporalAt: NOON - MINUTE, good: true };

/** The look without what is lost at the picked place; undefined if there was nothing to lose. */
function lose({ look }: Seeing, loss: string, pick: number): Look | undefined {
  const index = pick % look.accounts.length;
  const answer = look.accounts[index];
  const take = LOSSES[loss];
  if (take === undefined || answer?.kind !== 'seen') return undefined;
  const alarm = pick % answer.alarms.length;
  const rest = take(answer, alarm);
  const accounts = look.accounts.flatMap((other, at) => (at === index ? (rest ?? []) : other));
  return { ...look, accounts };
}

describe.each(Object.keys(LOSSES))('S9: of a look that suffers %s', (loss) => {
  // One clock among few cannot be told from the others; an hour apart from the middle of three or more, or back in time, it can.
  const isTellable = ({ order }: Seeing): boolean => !loss.includes('ahead') || order.accounts.length > 1;

  test('makes no look better than blind, and none healthy', () => {
    fc.assert(
      fc.property(aSeeing.filter(hasAlarms).filter(isTellable), fc.nat(), (seeing, pick) => {
        const worse = lose(seeing, loss, pick);
        fc.pre(worse !== undefined);
        const memory = { configs: {}, reds: [], last };
        const before = assess(seeing.look, seeing.order, memory).verdict.kind;
        const after = assess(worse, seeing.order, memory).verdict.kind;
        const floor = before === 'unhealthy' ? 'blind' : worst(before, 'blind');
        expect(worst(after, floor)).toBe(after);
      }),
      { numRuns: 300 },
    );
  });

  test('ends no bake and earns no time', () => {
    fc.assert(
      fc.property(aSeeing.filter(hasAlarms).filter(isTellable), fc.nat(), (seeing, pick) => {
        const healthy: Seeing = { ...seeing, look: aQuietLook(seeing.order, NOON + MINUTE) };
        const worse = lose(healthy, loss, pick);
        fc.pre(worse !== undefined);
        const order = { ...seeing.order, until: { kind: 'good', bakeMs: 0 } } as const;
        const baked: WatchState = { ...startWatch({ temporalAt: NOON, lookedUntilAt: NOON }), last };
        expect(watchReturn(baked, advance(baked, healthy.look, order), order)).toBe('good-enough');
        const after = advance(baked, worse, order);
        expect(after.goodMs).toBe(0);
        expect(watchReturn(baked, after, order)).toBe('verdict-changed');
      }),
      { numRuns: 200 },
    );
  });
});

test('S9: a healthy verdict means that every watched alarm was read, clean, and OK or excused', () => {
  let healthy = 0;
  fc.assert(
    fc.property(aSeeing, ({ order, look }) => {
      const { verdict, accounts } = assess(look, order, { configs: {}, reds: [], last: undefined });
      if (verdict.kind !== 'healthy') return;
      healthy += 1;
      order.accounts.forEach(({ alarms, fromAt }, index) => {
        const answer = accounts[index];
        expect(answer?.kind).toBe('seen');
        if (answer?.kind !== 'seen') return;
        for (const { name, trafficLess } of alarms) {
          const observation = answer.alarms.find((alarm) => alarm.name === name);
          const states = trafficLess ? ['OK', 'INSUFFICIENT_DATA'] : ['OK'];
          expect(observation).toMatchObject({ kind: 'seen', evaluation: 'clean' });
          expect(states).toContain(observation?.kind === 'seen' ? observation.state : undefined);
          const into = answer.transitions.filter((change) => change.name === name && change.to === 'ALARM');
          expect(into.filter(({ at }) => at >= fromAt)).toEqual([]);
        }
      });
    }),
    { numRuns: 2_000 },
  );
  expect(healthy).toBeGreaterThan(20);
});
