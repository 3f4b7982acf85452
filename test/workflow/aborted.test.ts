import { atEveryPoint } from '../support/fed-rollout/every-point';
import { isAborted } from '../support/fed-rollout/verdicts';
import { bySignal, byUpdate } from '../support/fed-rollout/words';

describe('S11, S15, S16: nothing new starts after an abort, and cells in flight come to their end', () => {
  it('when the update abort comes, at every point', () =>
    atEveryPoint({ title: 'abort', word: byUpdate('abort'), verify: isAborted }));
  it('when the signal abort comes, at every point', () =>
    atEveryPoint({ title: 'abort by signal', word: bySignal('abort'), verify: isAborted }));
});
