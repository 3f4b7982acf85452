import { assertNever } from '../../alarms/assert-never';
import type { RolloutScenario } from '../../sandbox';
import type { Evidence } from './evidence';
import { judgeBlindness } from './judge-blindness';
import { judgeCompleted } from './judge-completed';
import { judgeReturned } from './judge-returned';
import { deploymentsOf } from './deployments';

/** One thing that the script demands, and whether the sandbox's record bears it out. */
export type Finding = { readonly demand: string; readonly isMet: boolean; readonly seen: string };

/** Holds a rollout's end against its script, by what really happened in the simulated fleet. */
export function judge(script: RolloutScenario, outcome: string, evidence: Evidence): readonly Finding[] {
  const ended = { demand: `it ends ${script.expect}`, isMet: outcome === script.expect, seen: `it ended ${outcome}` };
  return [ended, ...judgeDeeds(script, evidence), ...judgeBlindness(evidence), ...judgeSandbox(evidence)];
}

function judgeDeeds(script: RolloutScenario, evidence: Evidence): readonly Finding[] {
  switch (script.expect) {
    case 'completed':
      return judgeCompleted(evidence);
    case 'rolled-back':
      return judgeReturned(script, evidence);
    case 'refused':
      return [judgeUntouched(evidence)];
    case 'held':
      return [];
    default:
      return assertNever(script.expect);
  }
}

function judgeUntouched(evidence: Evidence): Finding {
  const { length } = deploymentsOf(evidence);
  return { demand: 'nothing is touched', isMet: length === 0, seen: `${length} deployments` };
}

/** A defect of the stage must not pass for one of the play. */
function judgeSandbox({ entries }: Evidence): readonly Finding[] {
  return entries.flatMap((entry) =>
    entry.kind === 'internal-error'
      ? [{ demand: 'the sandbox works', isMet: false, seen: `${entry.service} ${entry.operation}: ${entry.message}` }]
      : [],
  );
}
