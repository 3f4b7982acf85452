import { Option } from 'commander';
import type { Plan } from '../../waves/plan';
import type { PreflightResult } from '../../workflows/contract/inputs';
import type { FileOptions } from '../config/project';
import { EXIT, type ExitCode } from '../exit-codes';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { withFileOptions } from './file-options';
import { withTemporalOptions, type TemporalOptions } from './temporal-options';

type PlanOptions = FileOptions &
  TemporalOptions & { readonly region: string; readonly deployTime: string; readonly live?: boolean };

export const plan: CommandFile = {
  register: (program, finish) => {
    withTemporalOptions(withFileOptions(program.command('plan')))
      .description('show the waves of a release in a Region: cells, exposure, bakes, alarms, earliest times')
      .requiredOption('--release <release>', 'version of a release in the files found, or a release file')
      .requiredOption('--region <region>', 'Region of the fleet')
      .addOption(new Option('--deploy-time <duration>', 'assumed time to deploy one cell').default('10m'))
      .option('--live', 'also have workers look at every cell now: its baseline, its alarms, what a start would refuse')
      .addHelpText(
        'after',
        '\nNeeds neither AWS nor Temporal, unless --live.\nExits 3 if the plan would break a safety rule.\n\nExample:\n  cellwave plan --release v1.1.0 --region us-west-2',
      )
      .action(action<PlanOptions>(finish, showPlan));
  },
};

async function showPlan({ options, screen }: Invocation<PlanOptions>): Promise<ExitCode | void> {
  const { makePlan } = await import('../config/make-plan');
  const { durationOption } = await import('../config/duration-option');
  const { estimate } = await import('../../waves/eta');
  const deployMs = durationOption('--deploy-time', options.deployTime);
  const now = Date.now();
  const made = makePlan(options, process.cwd(), now);
  const eta = estimate(made, now, deployMs);
  const live = options.live === true ? await lookNow(made, { options, screen }) : undefined;
  const exitCode = live !== undefined && live.refusals.length > 0 ? EXIT.refused : EXIT.done;
  if (screen.output === 'json') {
    const { planDocument } = await import('../output/plan-document');
    screen.printJson({ ...planDocument(made, eta, deployMs), ...(live !== undefined && { live }) });
    return exitCode;
  }
  const { planText } = await import('../output/plan-text');
  screen.print(planText({ plan: made, eta, deployMs }, screen));
  if (live === undefined) return exitCode;
  const { livePlanText } = await import('../output/live-plan-text');
  screen.print(`\n${livePlanText(live, screen)}`);
  return exitCode;
}

async function lookNow(
  made: Plan,
  { options, screen }: Pick<Invocation<PlanOptions>, 'options' | 'screen'>,
): Promise<PreflightResult> {
  const { withTemporal } = await import('../temporal/with-temporal');
  const { requireWorkers } = await import('../temporal/require-workers');
  const { runPreflight } = await import('../temporal/run-preflight');
  const { withProgress } = await import('../output/progress');
  return withTemporal({ screen, flags: options }, async (temporal) => {
    await requireWorkers(temporal);
    const question = { plan: made, trusted: [], toStart: true };
    return withProgress(screen, 'looking at every cell of the plan', () => runPreflight(temporal, question));
  });
}
