import * as claims from '../support/fed-rollout/claims';
import { atEveryPoint, smallPlan, type Verify } from '../support/fed-rollout/every-point';
import { outcomeOf } from '../support/fed-rollout/outcome';
import { recordedAlarmAt } from '../support/fed-rollout/recorded-alarm';
import { endedAs, unheard, wrongIn } from '../support/fed-rollout/verdicts';
import { raiseAlarm } from '../support/fed-rollout/words';

/** Poll and a second, as S8 says. */
const SEEN_WITHIN_MS = smallPlan().policy.gate.pollMs + 1_000;

/** The way back begins with this last look, which may just have been over. */
const LAST_LOOK_MS = 100;

const isAnswered: Verify = ({ rollout, said }) => {
  const raisedAt = said?.heardAt();
  if (raisedAt === undefined) return unheard(rollout);
  if (outcomeOf(rollout.run) === 'completed' && (rollout.run.closing?.at ?? 0) - raisedAt < LAST_LOOK_MS) return [];
  const recordedAt = recordedAlarmAt(rollout);
  if (recordedAt === undefined) return ['no workflow recorded the alarm'];
  const late = recordedAt - raisedAt - SEEN_WITHIN_MS;
  return [
    ...(late > 0 ? [`recorded ${late} ms too late`] : []),
    ...wrongIn(rollout, [
      endedAs('rolled-back'),
      claims.takenBack,
      claims.newestFirst,
      claims.noStartAfter(recordedAt),
      claims.nothingForwardAfter(recordedAt),
    ]),
  ];
};

it('S7, S8, S10: an alarm at every point is seen in time, nothing starts once it stands on record, and all goes back', () =>
  atEveryPoint({ title: 'alarm', word: raiseAlarm, verify: isAnswered }));
