import { Option, type Command } from 'commander';
import type { TemporalFlags } from '../../runtime/temporal-target';

/** What every command that talks to Temporal takes. */
export type TemporalOptions = TemporalFlags;

const GROUP = 'Which Temporal (default: TEMPORAL_ADDRESS, a profile, or the one that `cellwave dev` runs):';

export function withTemporalOptions(command: Command): Command {
  return command
    .addOption(new Option('--address <host:port>', "Temporal's address").helpGroup(GROUP))
    .addOption(new Option('--namespace <name>', 'namespace there').helpGroup(GROUP))
    .addOption(new Option('--profile <name>', "profile of Temporal's own config file").helpGroup(GROUP));
}

export const ID_HELP =
  'rollout: its id, or as much of it as is unambiguous (3f9c2a, checkout:us-west-2); may be left out while one runs';
