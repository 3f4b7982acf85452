import fc from 'fast-check';
import { advance, startWatch } from '../../../alarms/advance';
import { watchReturn } from '../../../alarms/watch-return';
import type { WatchOrder } from '../../../alarms/watch-state';
import { MINUTE, NOON } from '../../support/a-look';
import { aSeeing } from './arbitrary-looks';

const state = {
  ...startWatch({ temporalAt: NOON - MINUTE, lookedUntilAt: NOON - MINUTE }),
  last: { awsAt: NOON - MINUTE, temporalAt: NOON - MINUTE, good: true },
};

test('S20: paused, gated or held, a watch sees all that a counting one sees; only the clock stands', () => {
  fc.assert(
    fc.property(aSeeing, ({ order, look }) => {
      const counted = advance(state, look, order);
      const { goodMs, last, ...seen } = advance(state, look, { ...order, counting: false });
      expect(goodMs).toBe(0);
      expect(last?.good ?? false).toBe(false);
      expect({ ...seen, goodMs: counted.goodMs, last: counted.last }).toEqual(counted);
    }),
    { numRuns: 1_000 },
  );
});

test('S20: an alarm brings the watch back at once, also while the clock stands', () => {
  let red = 0;
  fc.assert(
    fc.property(
      aSeeing,
      fc.constantFrom<WatchOrder['until']>({ kind: 'endless' }, { kind: 'good', bakeMs: MINUTE }),
      ({ order, look }, until) => {
        const standing = { ...order, until, counting: false };
        const after = advance(state, look, standing);
        if (after.verdict.kind !== 'unhealthy') return;
        red += 1;
        expect(watchReturn(state, after, standing)).toBe('red');
      },
    ),
    { numRuns: 1_000 },
  );
  expect(red).toBeGreaterThan(50);
});
