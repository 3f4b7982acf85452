import { atEveryPoint, type Case } from '../support/fed-rollout/every-point';
import { isTakenBack } from '../support/fed-rollout/verdicts';
import { bySignal, byUpdate, cancel, toOpen, type Word } from '../support/fed-rollout/words';

const back = (title: string, word: Word): Case => ({ title, word, verify: isTakenBack });

describe('S7, S10, S11, S15, S16: every touched cell goes back to its baseline, and nothing goes forward any more', () => {
  it('when the rollout is cancelled, at every point', () =>
    atEveryPoint({ ...back('cancel', cancel), closely: /CreateDeployment/ }));
  it('when the update rollBack comes, at every point', () => atEveryPoint(back('roll back', byUpdate('rollBack'))));
  it('when the signal rollBack comes, at every point', () =>
    atEveryPoint(back('roll back by signal', bySignal('rollBack'))));
  it('when the wave is cancelled, at every point', () => atEveryPoint(back('cancel wave', toOpen('wave', 'cancel'))));
  it('when a cell is cancelled, at every point', () =>
    atEveryPoint(back('cancel cell', toOpen('cellDeployment', 'cancel'))));
});
