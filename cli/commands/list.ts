import { Option } from 'commander';
import { OPEN_PHASES, OUTCOMES } from '../../waves/rollout/phases';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { withTemporalOptions, type TemporalOptions } from './temporal-options';

type ListOptions = TemporalOptions & {
  readonly service?: string;
  readonly region?: string;
  readonly phase?: string;
  readonly limit: string;
};

/** Phases of an open rollout, and what a closed one came to. */
const PHASES = [...OPEN_PHASES, ...OUTCOMES, 'unresolved'] as const;

export const list: CommandFile = {
  register: (program, finish) => {
    const command = program
      .command('list')
      .description('list rollouts, newest first')
      .option('--service <service>', 'of this service')
      .option('--region <region>', 'in this Region')
      .addOption(new Option('--phase <phase>', 'in this phase, or with this outcome').choices(PHASES))
      .option('--limit <count>', 'show at most so many', '50');
    withTemporalOptions(command)
      .addHelpText('after', '\nNeeds no worker.\n\nExample:\n  cellwave list --region us-west-2 --phase held')
      .action(action<ListOptions>(finish, showList));
  },
};

async function showList({ options, screen }: Invocation<ListOptions>): Promise<void> {
  const { withTemporal } = await import('../temporal/with-temporal');
  const { listRollouts } = await import('../temporal/list-rollouts');
  const { withProgress } = await import('../output/progress');
  const { countOption } = await import('../config/count-option');
  const limit = countOption('--limit', options.limit);
  const { service, region, phase } = options;
  await withTemporal({ screen, flags: options }, async (temporal) => {
    const filter = { ...(service !== undefined && { service }), ...(region !== undefined && { region }) };
    const all = await withProgress(screen, 'reading the list', () => listRollouts(temporal, filter, MOST_READ));
    const fitting = all.filter((run) => phase === undefined || (run.outcome ?? run.phase) === phase);
    const runs = fitting.slice(0, limit);
    if (screen.output === 'json') {
      screen.printJson({ rollouts: runs });
      return;
    }
    const { listText } = await import('../output/list-text');
    screen.print(listText(runs, { now: Date.now(), left: fitting.length - runs.length }, screen));
  });
}

const MOST_READ = 1_000;
