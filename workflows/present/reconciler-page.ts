import type { Judgement } from '../../waves/reconciling/judgement';
import { link, pageText, short, stamp } from '../contract/markdown';

/** A rollout that was looked at, and what came of it. */
export type Done = { readonly judgement: Judgement; readonly did: string; readonly acted: boolean };

export type ReconcilerView = { readonly done: readonly Done[]; readonly more: boolean; readonly at: number };

export function reconcilerPage({ done, more, at }: ReconcilerView): string {
  const needy = done.filter(({ judgement }) => judgement.deed.kind !== 'leave');
  const rest = done.length - needy.length;
  const word = needy.length === 0 ? '✔ nothing to settle' : `‖ ${needy.length} not as they should be`;
  return pageText({
    head: [
      `### ${word}`,
      '',
      `**${done.length}** rollouts are open or ended without an outcome; **${rest}** of them are as they should be`,
    ],
    columns: ['Rollout', 'Found', 'Did'],
    rows: [...needy, ...done.filter((one) => !needy.includes(one))].map(row),
    noun: 'rollouts',
    tail: [...(more ? ['- there are more than one look takes in: some were not looked at'] : []), `As of ${stamp(at)}`],
  });
}

function row({ judgement: { rollout, run, found }, did }: Done): readonly string[] {
  return [link(rollout, run.workflowId, run.runId), short(found, 200), short(did, 200)];
}
