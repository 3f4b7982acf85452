import type { Command } from 'commander';
import type { ExitCode } from '../exit-codes';
import type { Spoken } from '../temporal/say-word';
import { action } from './action';
import type { Invocation } from './command-file';
import { ID_HELP, withTemporalOptions, type TemporalOptions } from './temporal-options';

export type WordOptions = TemporalOptions & { readonly reason: string };

/** A command that tells a running rollout something; `speak` makes the message of the options. */
export type WordCommand<Options extends WordOptions> = {
  readonly command: Command;
  readonly example: string;
  readonly speak: (options: Options, by: string) => Spoken;
};

/** ID, --reason, and the rest that all such commands have. */
export function addWordCommand<Options extends WordOptions>(
  finish: (exitCode: ExitCode) => void,
  { command, example, speak }: WordCommand<Options>,
): void {
  withTemporalOptions(withReason(command.argument('[id]', ID_HELP)))
    .addHelpText('after', `\nExits 3 if the rollout refuses.\n\nExample:\n  ${example}`)
    .action(action<Options>(finish, (invocation) => say(invocation, speak)));
}

export function withReason(command: Command): Command {
  return command.requiredOption('--reason <text>', 'why: goes on record');
}

async function say<Options extends WordOptions>(
  { args, options, screen }: Invocation<Options>,
  speak: WordCommand<Options>['speak'],
): Promise<void> {
  const { withTemporal } = await import('../temporal/with-temporal');
  const { findRollout } = await import('../temporal/find-rollout');
  const { sayWord } = await import('../temporal/say-word');
  const { whoAmI } = await import('../temporal/who');
  const { withProgress } = await import('../output/progress');
  const { showSaid } = await import('../output/said-text');
  const spoken = speak(options, whoAmI());
  await withTemporal({ screen, flags: options }, async (temporal) => {
    const said = await withProgress(screen, `telling the rollout: ${spoken.name}`, async () =>
      sayWord(temporal, await findRollout(temporal, args[0]), spoken),
    );
    showSaid(spoken.name, said, screen);
  });
}
