import type { Check } from '../doctor/check';
import { EXIT, type ExitCode } from '../exit-codes';
import type { Progress } from '../output/progress';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { withFileOptions } from './file-options';
import { withTemporalOptions, type TemporalOptions } from './temporal-options';

type DoctorOptions = TemporalOptions & { readonly fleet?: string; readonly policy?: string; readonly region?: string };

export const doctor: CommandFile = {
  register: (program, finish) => {
    const command = withFileOptions(program.command('doctor')).option('--region <region>', 'look at this Region alone');
    withTemporalOptions(command)
      .description('look at everything a rollout needs: Node, Temporal, workers, and every cell with its alarms')
      .addHelpText(
        'after',
        '\nChanges nothing. Exits 3 when something must be mended first, 7 when Temporal\ncannot be reached.\n\nExample:\n  cellwave doctor --region us-west-2',
      )
      .action(action<DoctorOptions>(finish, examine));
  },
};

async function examine({ options, screen }: Invocation<DoctorOptions>): Promise<ExitCode> {
  const { withProgress } = await import('../output/progress');
  const checks = await withProgress(screen, 'looking at Temporal', (progress) => allChecks(options, screen, progress));
  if (screen.output === 'json') screen.printJson({ checks });
  else {
    const { doctorText } = await import('../output/doctor-text');
    screen.print(doctorText(checks, screen));
  }
  if (checks.some(({ kind }) => kind === 'unreachable')) return EXIT.unreachable;
  return checks.some(({ kind }) => kind === 'refused') ? EXIT.refused : EXIT.done;
}

async function allChecks(
  options: DoctorOptions,
  screen: Invocation<DoctorOptions>['screen'],
  progress: Progress,
): Promise<readonly Check[]> {
  const { checkNode } = await import('../doctor/check-node');
  const { checkTemporal } = await import('../doctor/check-temporal');
  const { checkReconciler } = await import('../doctor/check-reconciler');
  const { checkFleet } = await import('../doctor/check-fleet');
  const { withTemporal } = await import('../temporal/with-temporal');
  const { CliError } = await import('../errors');
  const node = checkNode(process.versions.node);
  try {
    return await withTemporal({ screen, flags: options }, async (temporal) => {
      const own = [node, ...(await checkTemporal(temporal))];
      const canLook = own.every(({ kind }) => kind !== 'refused');
      const all = [...own, await checkReconciler(temporal, Date.now())];
      return canLook ? [...all, ...(await checkFleet(temporal, options, progress.say))] : all;
    });
  } catch (error) {
    if (!(error instanceof CliError) || error.kind !== 'unreachable') throw error;
    return [
      node,
      { kind: 'unreachable', what: error.message, ...(error.remedy !== undefined && { remedy: error.remedy }) },
    ];
  }
}
