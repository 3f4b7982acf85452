import { rolloutWorkflowId } from '../../workflows/contract/ids';
import { CliError } from '../errors';
import { latestRunOf } from './find-rollout';
import type { RolloutRun } from './rollout-run';
import type { Temporal } from './with-temporal';

type Place = { readonly service: string; readonly region: string };

/** The id is the lock: looked at before the preflight too, so that nobody waits for an answer that is known. */
export async function requireNoneRunning(temporal: Temporal, place: Place): Promise<void> {
  const latest = await latestRunOf(temporal, rolloutWorkflowId(place.service, place.region));
  if (latest?.isOpen === true) throw runningError(place, latest);
}

export async function alreadyRunning(temporal: Temporal, place: Place): Promise<CliError> {
  const latest = await latestRunOf(temporal, rolloutWorkflowId(place.service, place.region));
  return runningError(place, latest);
}

function runningError({ service, region }: Place, run: RolloutRun | undefined): CliError {
  const id = run?.id ?? `${service}:${region}`;
  return new CliError({
    kind: 'refused',
    message: `a rollout of ${service} in ${region} is running already: ${id}${run === undefined ? '' : ` (${run.phase})`}`,
    remedy: `\`cellwave watch ${id}\` shows it; \`cellwave abort ${id} --reason TEXT\` or \`cellwave rollback ${id} --reason TEXT\` ends it`,
    details: { rule: 'S1', running: id },
  });
}
