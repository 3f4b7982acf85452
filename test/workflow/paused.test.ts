import * as claims from '../support/fed-rollout/claims';
import { atEveryPoint, smallPlan, type Verify } from '../support/fed-rollout/every-point';
import { bakedInFull } from '../support/fed-rollout/good-time';
import { tell } from '../support/fed-rollout/tell';
import { endedAs, wrongIn } from '../support/fed-rollout/verdicts';
import { pauseFor } from '../support/fed-rollout/words';

const PAUSED_MS = 5_000;

it('S6, S16, S20: a pause at every point starts nothing, shortens no bake, and the rollout ends as if there had been none', async () => {
  const undisturbed = (await tell(smallPlan(), [])).rollout;
  const lastedMs = undisturbed.timeline.now();
  const isAsUndisturbed: Verify = ({ rollout, said }) => {
    const pausedAt = said?.heardAt();
    return [
      ...wrongIn(rollout, [endedAs('completed'), claims.startedCellsCarry, bakedInFull]),
      ...(rollout.timeline.now() < lastedMs ? ['it ended sooner than without the pause'] : []),
      ...(pausedAt === undefined ? [] : claims.nothingStartsBetween(pausedAt, pausedAt + PAUSED_MS)(rollout)),
    ];
  };
  await atEveryPoint({ title: 'pause', word: pauseFor(PAUSED_MS), verify: isAsUndisturbed });
});
