import type { DeployResult, GroupOrder, GroupResult } from '../activities';
import { assertNever } from '../../alarms/assert-never';
import type { GroupHeld } from './deploying';
import type { Ending, GroupDone } from './memory';

/** Worst last: a cell is as bad as its worst group. */
const ENDINGS: readonly Ending[] = ['deployed', 'returned', 'left', 'moved', 'failed', 'unknown'];

/** What a cell came to, from what its groups came to. */
export function conclude(order: readonly GroupOrder[], steps: readonly GroupDone[]): DeployResult {
  const groups = resultsOf(order, steps);
  const worst = [...steps].sort((a, b) => ENDINGS.indexOf(b.ending) - ENDINGS.indexOf(a.ending))[0];
  if (worst === undefined) throw new Error('a cell without deployment groups');
  const why = steps.flatMap((step) => step.why ?? []).join('; ');
  switch (worst.ending) {
    case 'deployed':
      return { kind: 'deployed', groups };
    case 'returned':
      return { kind: 'returned', groups };
    case 'failed':
    case 'left':
    case 'moved':
    case 'unknown':
      return { kind: worst.ending, why, groups };
    default:
      return assertNever(worst.ending);
  }
}

export type Tried = {
  readonly done: readonly GroupDone[];
  /** A create of this work was ever in doubt: something of ours may be there, whatever is seen. */
  readonly everInDoubt: boolean;
};

export function concludeHeld(order: readonly GroupOrder[], tried: Tried, { because, why }: GroupHeld): DeployResult {
  const { done, everInDoubt } = tried;
  return { kind: 'not-started', because, why, touched: done.length > 0 || everInDoubt, groups: resultsOf(order, done) };
}

function resultsOf(order: readonly GroupOrder[], steps: readonly GroupDone[]): readonly GroupResult[] {
  const known = new Map(steps.map(({ result }) => [result.deploymentGroup, result]));
  return order.map(({ deploymentGroup }) => known.get(deploymentGroup) ?? untouched(deploymentGroup));
}

function untouched(deploymentGroup: string): GroupResult {
  return { deploymentGroup, deploymentId: undefined, outcome: 'untouched', createdAt: undefined };
}
