import { rolloutName } from '../../../workflows/contract/ids';
import type { RunOf } from '../../../workflows/contract/inputs';
import { WORD, type FedRollout } from './a-fed-rollout';
import { takenBack } from './claims';
import { outcomeOf } from './outcome';
import { untilRest } from './tell';
import { wrongIn } from './verdicts';

/** S30: another start is refused while nobody has settled the terminated one. */
export async function startedAgain(rollout: FedRollout): Promise<readonly string[]> {
  const run = await rollout.startForward();
  await untilRest(rollout);
  return outcomeOf(run) === 'refused' ? [] : [`another start ended as ${outcomeOf(run)}`];
}

/** As `cellwave rollback` does it after the end. */
export async function takenBackLater(rollout: FedRollout): Promise<readonly string[]> {
  const { plan, timeline } = rollout;
  const { service, region } = plan;
  const word = { ...WORD, at: timeline.now() };
  const run = await rollout.startRun({ kind: 'return', service, region, word, of: nameOf(rollout) });
  await untilRest(rollout);
  const outcome = outcomeOf(run);
  return [...(outcome === 'rolled-back' ? [] : [`the return ended as ${outcome}`]), ...wrongIn(rollout, [takenBack])];
}

function nameOf({ plan, run }: FedRollout): RunOf {
  const { workflowId, runId, firstRunId } = run.birth;
  const { service, region, release } = plan;
  return { workflowId, runId, rollout: rolloutName({ service, region, version: release.version, firstRunId }) };
}
