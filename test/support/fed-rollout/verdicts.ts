import * as claims from './claims';
import type { Verify } from './every-point';
import { outcomeOf } from './outcome';
import type { FedRollout } from './a-fed-rollout';

/** True of every story, whatever was said. */
const ALWAYS: readonly claims.Claim[] = [
  claims.atRest,
  claims.nothingTwice,
  claims.oneVersionEach,
  claims.noForwardAfterBack,
];

export function wrongIn(rollout: FedRollout, more: readonly claims.Claim[]): readonly string[] {
  return [...ALWAYS, ...more].flatMap((claim) => claim(rollout));
}

export function endedAs(...outcomes: readonly string[]): claims.Claim {
  return ({ run }) => (outcomes.includes(outcomeOf(run)) ? [] : [`it ended as ${outcomeOf(run)}`]);
}

/** It was refused, or came when all was over: then the rollout ends as if nothing had been said. */
export function unheard(rollout: FedRollout): readonly string[] {
  return wrongIn(rollout, [endedAs('completed'), claims.startedCellsCarry]);
}

/** After the word every touched cell went back. */
export const isTakenBack: Verify = ({ rollout, said }) => {
  const heardAt = said?.heardAt();
  if (heardAt === undefined) return unheard(rollout);
  return wrongIn(rollout, [
    endedAs('rolled-back'),
    claims.takenBack,
    claims.newestFirst,
    claims.nothingStartsAfter(heardAt),
    claims.nothingForwardAfter(heardAt),
  ]);
};

/** After the word nothing new started, and what was in flight came to its end. */
export const isAborted: Verify = ({ rollout, said }) => {
  const heardAt = said?.heardAt();
  if (heardAt === undefined) return unheard(rollout);
  return wrongIn(rollout, [endedAs('aborted'), claims.startedCellsCarry, claims.nothingStartsAfter(heardAt)]);
};
