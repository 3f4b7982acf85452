import { readingSentence, readingStatus } from '../../../../waves/rollout/reading-status';

const reading = {
  rollout: 'payments:us-west-2:v1.4.0-rc1-3f9c2a',
  service: 'payments',
  region: 'us-west-2',
  word: { by: 'ana', reason: 'errors', at: 1_000 },
  startedAt: 1_000,
};

describe('a return run that does not know yet what it returns', () => {
  it('says what it waits for, and what to look at when that takes long', () => {
    const { why, next, phase } = readingStatus(reading, 5_000);
    expect(phase).toBe('rolling-back');
    expect(next).toBe(readingSentence(reading));
    expect(why).toMatchObject([
      { subject: 'rollout', sentence: 'rolling back: ana asked for it: errors', since: '1970-01-01T00:00:01.000Z' },
      { subject: 'histories', sentence: next, command: 'cellwave doctor' },
    ]);
  });

  it.each([
    ['payments:us-west-2:v1.4.0-rc1-3f9c2a', 'v1.4.0-rc1'],
    ['payments:us-west-2:v1.4.0-3f9c2a', 'v1.4.0'],
  ])('finds in %s the release %s', (rollout, release) => {
    expect(readingStatus({ ...reading, rollout }, 5_000)).toMatchObject({ id: rollout, release });
  });
});
