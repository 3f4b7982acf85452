import { createFaults } from '../../../sandbox/faults';

const target = { account: '1', region: 'r', service: 'codedeploy', operation: 'GetDeployment' };

function hits(seed: number, probability: number): readonly boolean[] {
  const faults = createFaults(seed);
  faults.add({ where: {}, effect: { kind: 'throttle' }, limit: { kind: 'probability', probability } });
  return Array.from({ length: 1_000 }, () => faults.strike(target, 0).length > 0);
}

test('a probability hits that share of calls, the same ones for the same seed', () => {
  expect(hits(1, 0.3)).toEqual(hits(1, 0.3));
  expect(hits(1, 0.3)).not.toEqual(hits(2, 0.3));
  const share = hits(1, 0.3).filter(Boolean).length / 1_000;
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.35);
});

test('the clock is ahead only where and while the fault says', () => {
  const faults = createFaults(1);
  faults.add({
    where: { account: '1' },
    effect: { kind: 'clock-skew', skewMs: 5 },
    limit: { kind: 'always' },
    fromAt: 10,
    untilAt: 20,
  });
  expect([9, 10, 19, 20].map((at) => faults.skewMs(target, at))).toEqual([0, 5, 5, 0]);
  expect(faults.skewMs({ ...target, account: '2' }, 15)).toBe(0);
  expect(faults.strike(target, 15)).toEqual([]);
});

test('a fault can be taken back by its id, once', () => {
  const faults = createFaults(1);
  const id = faults.add({ where: {}, effect: { kind: 'throttle' }, limit: { kind: 'always' } });
  expect(faults.strike(target, 0)).toEqual([{ id, effect: { kind: 'throttle' } }]);
  expect(faults.remove(id)).toBe(true);
  expect(faults.remove(id)).toBe(false);
  expect(faults.strike(target, 0)).toEqual([]);
});
