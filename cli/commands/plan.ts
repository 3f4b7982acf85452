import { Option } from 'commander';
import type { FileOptions } from '../config/project';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { withFileOptions } from './file-options';

type PlanOptions = FileOptions & { readonly region: string; readonly deployTime: string };

export const plan: CommandFile = {
  register: (program, finish) => {
    withFileOptions(program.command('plan'))
      .description('show the waves of a release in a Region: cells, exposure, bakes, alarms, earliest times')
      .requiredOption('--release <release>', 'version of a release in the files found, or a release file')
      .requiredOption('--region <region>', 'Region of the fleet')
      .addOption(new Option('--deploy-time <duration>', 'assumed time to deploy one cell').default('10m'))
      .addHelpText(
        'after',
        '\nNeeds neither AWS nor Temporal. Exits 3 if the plan would break a safety rule.\n\nExample:\n  cellwave plan --release v1.1.0 --region us-west-2',
      )
      .action(action<PlanOptions>(finish, showPlan));
  },
};

async function showPlan({ options, screen }: Invocation<PlanOptions>): Promise<void> {
  const { makePlan } = await import('../config/make-plan');
  const { durationOption } = await import('../config/duration-option');
  const { estimate } = await import('../../waves/eta');
  const deployMs = durationOption('--deploy-time', options.deployTime);
  const now = Date.now();
  const made = makePlan(options, process.cwd(), now);
  const eta = estimate(made, now, deployMs);
  if (screen.output === 'json') {
    const { planDocument } = await import('../output/plan-document');
    screen.printJson(planDocument(made, eta, deployMs));
    return;
  }
  const { planText } = await import('../output/plan-text');
  screen.print(planText({ plan: made, eta, deployMs }, screen));
}
