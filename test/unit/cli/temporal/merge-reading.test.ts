import { mergeLive } from '../../../../cli/temporal/merge-live';
import type { RolloutStatus } from '../../../../waves/rollout/status';
import { readingStatus } from '../../../../waves/rollout/reading-status';

const nothing = { wave: undefined, returning: undefined, watches: [], inFlight: [] };
const word = { by: 'ana', reason: 'errors', at: 1_000 };
const place = { service: 'payments', region: 'us-west-2', rollout: 'payments:us-west-2:v1-3f9c2a' };
const reading: RolloutStatus = readingStatus({ ...place, word, startedAt: 1_000 }, 5_000);

describe('a way back that waits for histories', () => {
  it('says why the last try did not read them, and only there', () => {
    const { why } = mergeLive(reading, { ...nothing, readingTrouble: '14 UNAVAILABLE' });
    expect(why.map(({ sentence }) => sentence.includes('the last try: 14 UNAVAILABLE'))).toEqual([false, true]);
  });

  it('says no more than it knows before a try has failed', () => {
    expect(mergeLive(reading, { ...nothing, readingTrouble: undefined })).toEqual(reading);
  });
});
