import { Option } from 'commander';
import type { ExitCode } from '../exit-codes';
import type { WorkerWords } from '../host/worker-order';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { withTemporalOptions } from './temporal-options';

export const worker: CommandFile = {
  register: (program, finish) => {
    withTemporalOptions(program.command('worker'))
      .description('run a worker: the process that rolls, watches and takes back')
      .option('--pools <names>', 'what to work on: deploy,observe,rollback,orchestrator (default: all)')
      .option('--sizes <size...>', 'work at a time by pool, such as deploy=50 observe=20 rollback=100')
      .option('--health <host:port>', 'answer /healthz and /readyz there (or CELLWAVE_HEALTH_ADDRESS)')
      .option('--metrics <host:port>', 'answer Prometheus there (or CELLWAVE_METRICS_ADDRESS)')
      .addOption(
        new Option('--give-up-after <duration>', 'end when Temporal has been unreachable for so long').default('10m'),
      )
      .addHelpText(
        'after',
        "\nAWS is reached with the environment's own credentials, Regions and endpoints, as\nany AWS SDK does. Ends well on SIGTERM (exit 0) and Ctrl-C (exit 130).\n\nExample:\n  TEMPORAL_ADDRESS=temporal.internal:7233 cellwave worker --health 0.0.0.0:8081\n  cellwave worker --pools rollback --sizes rollback=400",
      )
      .action(action<WorkerWords>(finish, perform));
  },
};

async function perform({ options, screen }: Invocation<WorkerWords>): Promise<ExitCode> {
  const [{ workerOrder }, { runWorker }, { asCliError }] = await Promise.all([
    import('../host/worker-order'),
    import('../host/run-worker'),
    import('../host/as-cli-error'),
  ]);
  return runWorker(workerOrder(options, screen.logLevel)).catch(asCliError);
}
