import type { Screen } from '../output/screen';
import { wrap } from '../output/wrap';
import { listRollouts } from '../temporal/list-rollouts';
import type { RolloutRun } from '../temporal/rollout-run';
import type { Temporal } from '../temporal/with-temporal';

/** Rollouts that Temporal knows from before this start. A simulated fleet does not survive its end, so they are of one that is gone. */
export type FormerRollouts = {
  /** They go on, over a fleet that knows nothing of what they have deployed. */
  readonly open: readonly RolloutRun[];
  readonly isAnyListed: boolean;
};

const MOST_READ = 100;

export async function formerRollouts(temporal: Pick<Temporal, 'client'>): Promise<FormerRollouts> {
  const [open, [latest]] = await Promise.all([
    listRollouts(temporal, { open: true }, MOST_READ),
    listRollouts(temporal, {}, 1),
  ]);
  return { open, isAnyListed: latest !== undefined };
}

/** Leaves alone what was deployed, which is gone with its fleet: a rollback would look for it. */
export function endingCommand({ id }: Pick<RolloutRun, 'id'>): string {
  return `cellwave abort ${id} --reason "its fleet is gone"`;
}

/** Nothing where nothing was rolled before. */
export function formerText({ open, isAnyListed }: FormerRollouts, { colours, columns }: Screen): string | undefined {
  if (open.length === 0) return isAnyListed ? wrap(LISTED, columns, '') : undefined;
  const many = open.length > 1;
  const head = `${open.length} ${many ? 'rollouts' : 'rollout'} of an earlier simulated fleet ${many ? 'are' : 'is'} still open. ${ANEW} End ${many ? 'them' : 'it'}:`;
  const lines = open.map((run) => `  ${colours.link(endingCommand(run))}`);
  return [wrap(`${colours.warning('warning:')} ${head}`, columns, '  '), ...lines].join('\n');
}

const ANEW = 'The fleet begins anew with each dev and knows nothing of what was deployed before.';

const LISTED = `${ANEW} Earlier rollouts are still listed; with another folder in CELLWAVE_STATE_DIR there are none.`;
