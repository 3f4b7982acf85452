import type { FoundRollout } from './found-rollout';
import { judgeOpen } from './judge-open';
import { judgeUnresolved } from './judge-unresolved';
import type { Judgement } from './judgement';
import { isUnresolved, runThatCounts } from './run-record';

/** What to do about each rollout: most need nothing. Said again of the same findings, it is the same. */
export function judgeRollouts(found: readonly FoundRollout[], now: number): readonly Judgement[] {
  return found.flatMap((one) => judge(one, now) ?? []);
}

function judge(found: FoundRollout, now: number): Judgement | undefined {
  const [latest] = found.runs;
  if (latest === undefined) return undefined;
  // Whoever is open holds the lock, and settles what was before it; also a run that Reset made.
  if (latest.standing.kind === 'open') return judgeOpen({ found, run: latest, standing: latest.standing, now });
  const run = runThatCounts(found.runs);
  if (run?.standing.kind !== 'closed' || !isUnresolved(run)) return undefined;
  return judgeUnresolved({ found, run, standing: run.standing, latest: latest.runId });
}
