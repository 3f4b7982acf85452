import { startedAgain, takenBackLater } from '../support/fed-rollout/after-the-end';
import * as claims from '../support/fed-rollout/claims';
import { atEveryPoint, type Case, type Verify } from '../support/fed-rollout/every-point';
import { endedAs, isTakenBack, unheard, wrongIn } from '../support/fed-rollout/verdicts';
import { cancel, terminate, toOpen, type Word } from '../support/fed-rollout/words';

/** Cells in flight settle, all else stays as it is; no new rollout may start, and a return takes back what was touched. */
const isLeftUnresolved: Verify = async ({ rollout, said }) => {
  const heardAt = said?.heardAt();
  if (heardAt === undefined) return unheard(rollout);
  const stands = [endedAs('terminated'), claims.nothingStartsAfter(heardAt), claims.nothingForwardAfter(heardAt)];
  return [...wrongIn(rollout, stands), ...(await startedAgain(rollout)), ...(await takenBackLater(rollout))];
};

describe('S10, S11, S16, S30: what is terminated leaves nothing behind that nobody takes back', () => {
  it('the rollout, at every point', () =>
    atEveryPoint({ title: 'terminate', word: terminate, verify: isLeftUnresolved }));
  it('a wave, at every point', () => atEveryPoint(lost('terminate wave', toOpen('wave', 'terminate'))));
  it('a cell, at every point', () => atEveryPoint(lost('terminate cell', toOpen('cellDeployment', 'terminate'))));
});

function lost(title: string, word: Word): Case {
  return { title, word, verify: isTakenBack };
}

describe('S13, S14: a way back is not stopped by what is terminated on it', () => {
  /** In the last wave, when most is touched. */
  const opening = [{ word: cancel, point: 650 }];
  it('the rollback, at every point of it', () =>
    atEveryPoint({
      title: 'terminate rollback',
      word: toOpen('rollback', 'terminate'),
      verify: isBackAllTheSame,
      opening,
    }));
  it('a cell, at every point of it', () =>
    atEveryPoint({
      title: 'terminate way back',
      word: toOpen('cellDeployment', 'terminate'),
      verify: isBackAllTheSame,
      opening,
    }));
  it('the rollout, at every point of it', () =>
    atEveryPoint({ title: 'terminate while back', word: terminate, verify: isBackAfterAll, opening }));
});

const isBackAllTheSame: Verify = ({ rollout }) => wrongIn(rollout, [endedAs('rolled-back'), claims.takenBack]);

/** The rollback that it leaves behind may wait to hear what its wave has finished, until somebody asks for the rest. */
const isBackAfterAll: Verify = async ({ rollout, said }) => {
  if (said === undefined) return isBackAllTheSame({ rollout, said, before: '' });
  return [...endedAs('terminated')(rollout), ...(await takenBackLater(rollout))];
};
