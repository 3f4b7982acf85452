import { Option, type Command } from 'commander';
import type { TemporalFlags } from '../../runtime/temporal-target';

/** What every command that talks to Temporal takes. */
export type TemporalOptions = TemporalFlags;

const GROUP = 'Which Temporal (else TEMPORAL_ADDRESS, a profile, or that of `cellwave dev`):';

export function withTemporalOptions(command: Command): Command {
  return command
    .addOption(new Option('--address <host:port>', "Temporal's address").helpGroup(GROUP))
    .addOption(new Option('--namespace <name>', 'namespace there').helpGroup(GROUP))
    .addOption(new Option('--profile <name>', "profile of Temporal's own config file").helpGroup(GROUP));
}

/** Of a command for a rollout that has ended. */
export const ENDED_ID_HELP = 'rollout: its id, or as much of it as is unambiguous (3f9c2a, checkout:us-west-2)';

export const ID_HELP = `${ENDED_ID_HELP}; may be left out while one runs`;
