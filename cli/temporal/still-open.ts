import { CliError } from '../errors';
import type { RolloutRun } from './rollout-run';

/** Accepting is for what has ended; a running rollout has words of its own. */
export function stillOpenError({ id, phase }: RolloutRun): CliError {
  return new CliError({
    kind: 'refused',
    message: `${id} has not ended: it is ${phase}`,
    remedy: `\`cellwave abort ${id} --reason TEXT\` leaves what is deployed, \`cellwave rollback ${id} --reason TEXT\` takes it back`,
  });
}
