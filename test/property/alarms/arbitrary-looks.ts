import fc from 'fast-check';
import type { AccountLook, AlarmObservation, Look, WatchedAccount } from '../../../alarms/observation';
import type { WatchOrder } from '../../../alarms/watch-state';
import { aBlindAnswer, anAnswer, anOrder, aSeenAlarm, aTransition, aWatched, HOUR, NOON } from '../../support/a-look';

const ALARMS = ['errors', 'latency', 'saturation'];

/** Instants around the opening of the window. */
export const anInstant = fc.integer({ min: NOON - HOUR, max: NOON + HOUR });

const aState = fc.constantFrom('OK', 'OK', 'OK', 'OK', 'INSUFFICIENT_DATA', 'ALARM');

function anObservation(name: string): fc.Arbitrary<AlarmObservation> {
  const change = fc.record({
    state: aState,
    transitionedAt: anInstant,
    configUpdatedAt: fc.constantFrom(NOON - HOUR, NOON - HOUR, NOON - HOUR, NOON),
    configHash: fc.constantFrom('first', 'first', 'first', 'second'),
    evaluation: fc.constantFrom('clean', 'clean', 'clean', 'evaluation-error'),
  });
  return fc.oneof(
    { weight: 9, arbitrary: change.map((changed) => aSeenAlarm(name, changed)) },
    { weight: 1, arbitrary: fc.constant<AlarmObservation>({ kind: 'missing', name }) },
  );
}

function anAccountLook({ subject, alarms }: WatchedAccount): fc.Arbitrary<AccountLook> {
  const transition = fc
    .tuple(fc.constantFrom(...ALARMS), aState, anInstant)
    .map(([name, to, at]) => aTransition(name, to, at));
  const seen = fc
    .record({
      alarms: fc.tuple(...alarms.map(({ name }) => anObservation(name))),
      transitions: fc.array(transition, { maxLength: 2 }),
      skewMs: fc.integer({ min: 0, max: 20_000 }),
    })
    .map(({ alarms: observed, transitions, skewMs }) =>
      anAnswer(subject, observed, { transitions, readAt: NOON + skewMs }),
    );
  return fc.oneof({ weight: 9, arbitrary: seen }, { weight: 1, arbitrary: fc.constant(aBlindAnswer(subject)) });
}

const anyOrder: fc.Arbitrary<WatchOrder> = fc
  .array(fc.tuple(fc.subarray(ALARMS), fc.boolean(), fc.constantFrom(NOON, NOON + 5_000)), {
    minLength: 1,
    maxLength: 5,
  })
  .map((accounts) =>
    anOrder(
      accounts.map(([names, trafficLess, fromAt], index) => {
        const watched = aWatched(`c${index}`, names, { fromAt });
        return { ...watched, alarms: watched.alarms.map((alarm) => ({ ...alarm, trafficLess })) };
      }),
    ),
  );

export type Seeing = { readonly order: WatchOrder; readonly look: Look };

/** An order, and any answers to it. */
export const aSeeing: fc.Arbitrary<Seeing> = anyOrder.chain((order) =>
  fc
    .tuple(fc.tuple(...order.accounts.map(anAccountLook)), fc.integer({ min: 0, max: 60_000 }))
    .map(([accounts, lateMs]) => ({ order, look: { temporalAt: NOON + lateMs, accounts } })),
);
