import type { Command } from 'commander';

/** The options of a command that reads the user's files; `openProject` takes them as they are. */
export function withFileOptions(command: Command): Command {
  return command
    .option('--fleet <file>', 'fleet file or folder (default: cellwave.yaml or .cellwave/, from here upward)')
    .option('--policy <file>', 'policy file, or the name of a policy in the files found');
}
