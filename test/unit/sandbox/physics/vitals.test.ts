import { noHarm } from '../../../../sandbox/physics/release-fault';
import { trafficAt } from '../../../../sandbox/physics/traffic';
import { sliceOf, vitalsOf } from '../../../../sandbox/physics/vitals';

const well = sliceOf(75, noHarm);
const ill = sliceOf(25, { errorPercent: 40, addMs: 300 });

describe('the vitals of a cell', () => {
  test('errors are weighed by traffic', () => {
    const { requests, errorPercent } = vitalsOf([well, ill], 10);
    expect(requests).toBe(1_000);
    expect(errorPercent).toBeCloseTo(10.05);
  });

  test('the p99 is that of the slow part, unless that part carries less than a request in a hundred', () => {
    expect(vitalsOf([well, ill], 10).latencyP99Ms).toBe(420);
    expect(vitalsOf([sliceOf(999, noHarm), sliceOf(1, { errorPercent: 0, addMs: 300 })], 10).latencyP99Ms).toBe(120);
  });

  test('without traffic nothing is measured', () => {
    expect(vitalsOf([sliceOf(0, noHarm)], 10)).toEqual({
      requests: 0,
      errors: 0,
      errorPercent: undefined,
      latencyP99Ms: undefined,
    });
  });

  test('no more than every request can fail', () => {
    expect(vitalsOf([sliceOf(1, { errorPercent: 150, addMs: 0 })], 1).errorPercent).toBe(100);
  });

  test('the day curve is highest in the evening and lowest in the morning', () => {
    const shape = { jitterPercent: 0, dayCurvePercent: 50 };
    expect(trafficAt(100, shape, 20 * 3_600)).toBeCloseTo(150);
    expect(trafficAt(100, shape, 8 * 3_600)).toBeCloseTo(50);
    expect(trafficAt(100, { ...shape, dayCurvePercent: 0 }, 8 * 3_600)).toBe(100);
  });
});
