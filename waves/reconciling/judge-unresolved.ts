import type { FoundRollout } from './found-rollout';
import type { Judgement } from './judgement';
import { lastDigits, nameOfRun } from './name-run';
import { isUnresolved, type ClosedStanding, type RunRecord } from './run-record';

/** Who starts a return that nobody asked for. */
export const RECONCILER = 'reconciler';

/** Returns of one rollout that the reconciler begins: what three could not settle, a fourth will not. */
export const MOST_RETURNS = 3;

export type UnresolvedQuestion = {
  readonly found: FoundRollout;
  readonly run: RunRecord;
  readonly standing: ClosedStanding;
  readonly latest: string;
};

/** A run that closed without an outcome: cells may carry its release, and nobody watches them. */
export function judgeUnresolved({ found, run, standing, latest }: UnresolvedQuestion): Judgement {
  const rollout = nameOfRun(run);
  const ended = endWords(standing);
  const { terms } = found;
  const page = (why: string): Judgement => ({
    rollout,
    run,
    found: ended,
    deed: {
      kind: 'page',
      page: `unresolved-${lastDigits(run.runId)}`,
      message: `a person should look: ${rollout} ${ended}${why}: nobody watches the cells that it touched. ${waysOut(rollout)}`,
      notify: terms.kind === 'read' ? terms.terms.notify : { kind: 'none' },
    },
  });
  if (terms.kind === 'unreadable') return page(`, and its plan cannot be read (${terms.why})`);
  if (terms.terms.unresolved === 'page') return page('');
  if (returnsOf(found, rollout) >= MOST_RETURNS) return page(`, after ${MOST_RETURNS} returns by the reconciler`);
  const reason = `${ended}, so nobody watches the cells that it touched`;
  return { rollout, run, found: ended, deed: { kind: 'return', reason, latest } };
}

function endWords({ as, phase }: ClosedStanding): string {
  const during = phase === undefined || phase === 'closed' ? '' : ` while ${phase}`;
  return as === 'completed' ? 'closed without an outcome' : `${as === 'failed' ? 'failed' : `was ${as}`}${during}`;
}

function waysOut(rollout: string): string {
  return `Take it back with \`cellwave rollback ${rollout} --reason TEXT\`, or keep what it did with \`cellwave accept ${rollout} --reason TEXT\``;
}

/** Only those that came to nothing: one that settled the rollout is the run that counts. */
function returnsOf({ runs }: FoundRollout, rollout: string): number {
  return runs.filter((run) => run.initiator === RECONCILER && nameOfRun(run) === rollout && isUnresolved(run)).length;
}
