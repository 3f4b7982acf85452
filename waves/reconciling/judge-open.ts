import { formatDuration } from '../../alarms/durations';
import type { FoundRollout } from './found-rollout';
import type { Deed, Judgement } from './judgement';
import { lastDigits, nameOfRun } from './name-run';
import type { OpenStanding, RunRecord } from './run-record';

export type OpenQuestion = {
  readonly found: FoundRollout;
  readonly run: RunRecord;
  readonly standing: OpenStanding;
  readonly now: number;
};

/** A rollout that runs is never touched, whatever it looks like: it holds the lock, and may go on at any moment. */
export function judgeOpen(question: OpenQuestion): Judgement {
  const { run, standing } = question;
  const rollout = nameOfRun(run);
  const stuck = failing(question) ?? late(question);
  if (stuck === undefined) return { rollout, run, found: standing.phase ?? 'open', deed: { kind: 'leave' } };
  return { rollout, run, found: `stands still: ${stuck.why}`, deed: pageOf(question, rollout, stuck) };
}

/** `page`: what makes it another page than the next time. */
type Stuck = { readonly page: string; readonly why: string };

function pageOf({ found: { terms } }: OpenQuestion, rollout: string, { page, why }: Stuck): Deed {
  return {
    kind: 'page',
    page,
    message: `a person should look: ${rollout} stands still: ${why}; \`cellwave why ${rollout}\` says what it waits for`,
    notify: terms.kind === 'read' ? terms.terms.notify : { kind: 'none' },
  };
}

function failing({ found, run }: OpenQuestion): Stuck | undefined {
  const [first] = found.failing;
  if (first === undefined) return undefined;
  const more = found.failing.length > 1 ? `, and ${found.failing.length - 1} more` : '';
  const why = `the tasks of workflow ${first.workflowId} fail again and again (${first.problem})${more}`;
  return { page: `failing-${lastDigits(run.runId)}`, why };
}

function late({ found: { terms }, standing, now }: OpenQuestion): Stuck | undefined {
  if (terms.kind === 'unreadable') return undefined;
  const [phase, most] = Object.entries(terms.terms.patience).find(([name]) => name === standing.phase) ?? [];
  if (phase === undefined || most === undefined || now <= sinceWhen(standing) + most) return undefined;
  const why = isBake(standing)
    ? `${phase} was to end ${formatDuration(now - standing.bakeEndsAt)} ago`
    : `${phase} for ${formatDuration(now - standing.since)}, longer than any of its steps may take`;
  return { page: `${phase}-since-${new Date(standing.since).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`, why };
}

/** A phase that may wait for ever has no patience; a bake's is counted from where it was to end. */
function sinceWhen(standing: OpenStanding): number {
  return isBake(standing) ? standing.bakeEndsAt : standing.since;
}

function isBake(standing: OpenStanding): standing is OpenStanding & { readonly bakeEndsAt: number } {
  return standing.bakeEndsAt !== undefined && (standing.phase === 'baking' || standing.phase === 'soaking');
}
