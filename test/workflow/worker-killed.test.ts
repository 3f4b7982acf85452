import { startedCellsCarry } from '../support/fed-rollout/claims';
import { atEveryPoint, type Verify } from '../support/fed-rollout/every-point';
import { bakedInFull } from '../support/fed-rollout/good-time';
import { endedAs, wrongIn } from '../support/fed-rollout/verdicts';
import { killWorker } from '../support/fed-rollout/words';

const isAsIfNothing: Verify = ({ rollout }) => wrongIn(rollout, [endedAs('completed'), startedCellsCarry, bakedInFull]);

it('S6, S16: a worker killed at every point costs time, and no group is deployed twice', () =>
  atEveryPoint({ title: 'kill worker', word: killWorker, verify: isAsIfNothing, closely: /CreateDeployment/ }));
