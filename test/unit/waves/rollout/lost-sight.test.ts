import { startWatch } from '../../../../alarms/advance';
import type { WatchState } from '../../../../alarms/watch-state';
import { lostSight } from '../../../../waves/rollout/watches';

const healthy: WatchState = {
  ...startWatch({ temporalAt: 0, lookedUntilAt: 0 }),
  goodMs: 7_000,
  looks: 3,
  last: { awsAt: 9_000, temporalAt: 9_000, good: true },
  lookedUntilAt: 9_000,
  lastGoodTemporalAt: 9_000,
  verdict: { kind: 'healthy', findings: [], more: 0, rule: 4 },
};

describe('a watch that could not run', () => {
  const blind = lostSight(healthy, { subjects: ['c1', 'c2'], why: 'nobody polls', at: 70_000 });

  it('S9: is blind for everybody it watches', () => {
    expect(blind.verdict).toMatchObject({ kind: 'blind', rule: 6 });
    expect(blind.unwell).toEqual([
      { subject: 'c1', kind: 'blind' },
      { subject: 'c2', kind: 'blind' },
    ]);
    expect(blind.verdict.findings[0]).toMatchObject({ detail: 'nobody polls' });
  });

  it('S6: keeps its good time and earns none, not even by the next look', () => {
    expect(blind.goodMs).toBe(7_000);
    expect(blind.last?.good).toBe(false);
  });

  it('S8: has read history no further than before', () => {
    expect(blind.lookedUntilAt).toBe(9_000);
  });

  it('leaves the hold deadline where it was', () => {
    expect(blind.lastGoodTemporalAt).toBe(9_000);
    expect(blind.verdictSinceTemporalAt).toBe(70_000);
    const still = lostSight(blind, { subjects: ['c1'], why: 'nobody polls', at: 90_000 });
    expect(still.verdictSinceTemporalAt).toBe(70_000);
  });

  it('may have lost sight before its first look', () => {
    const never = lostSight({ ...healthy, last: undefined }, { subjects: [], why: 'x', at: 1 });
    expect(never.last).toBeUndefined();
  });
});
