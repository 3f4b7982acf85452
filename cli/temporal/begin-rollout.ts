import type { Plan } from '../../waves/plan';
import type { PreflightResult } from '../../workflows/contract/inputs';
import { CliError } from '../errors';
import { withProgress } from '../output/progress';
import { refusalError } from '../output/refusal-error';
import type { Screen } from '../output/screen';
import { requireNoneRunning } from './already-running';
import { requireWorkers } from './require-workers';
import { runPreflight } from './run-preflight';
import { startRollout, type Started } from './start-rollout';
import { rolloutPages, type RolloutPages } from './web-ui-urls';
import type { Temporal } from './with-temporal';

export type BeginRequest = {
  readonly plan: Plan;
  readonly reason?: string;
  readonly clearQuarantine?: string;
  /** Cells. */
  readonly trustBaseline?: readonly string[];
};

export type Begun = {
  readonly plan: Plan;
  readonly started: Started;
  readonly warnings: PreflightResult['warnings'];
  readonly pages: RolloutPages | undefined;
};

/** From a plan to a rollout that has admitted itself: what `start` does. Every refusal comes before anything is created. */
export async function beginRollout(temporal: Temporal, screen: Screen, request: BeginRequest): Promise<Begun> {
  const { plan, clearQuarantine } = request;
  const trustBaselines = trusted(request);
  await requireNoneRunning(temporal, plan);
  await requireWorkers(temporal);
  return withProgress(screen, lookingAt(plan), async (progress) => {
    const question = { plan, trusted: Object.keys(trustBaselines), toStart: true };
    const seen = await runPreflight(temporal, {
      ...question,
      ...(clearQuarantine !== undefined && { clearQuarantine }),
    });
    if (seen.refusals.length > 0)
      throw refusalError(`${plan.service} ${plan.release.version} in ${plan.region}`, seen.refusals);
    progress.say(`starting ${plan.release.version} in ${plan.region}`);
    const reason = request.reason ?? `cellwave start of ${plan.release.version}`;
    const started = await startRollout(temporal, { plan, clearQuarantine, trustBaselines, reason });
    const pages = rolloutPages(temporal, { ...started, service: plan.service, region: plan.region });
    return { plan, started, warnings: seen.warnings, pages };
  });
}

export function lookingAt(plan: Plan): string {
  const cells = new Set(plan.waves.flatMap((wave) => wave.cells.map(({ name }) => name))).size;
  return `looking at ${cells} cells: role, account, baselines, alarms`;
}

function trusted({ plan, trustBaseline = [], reason }: BeginRequest): Readonly<Record<string, string>> {
  if (trustBaseline.length === 0) return {};
  if (reason === undefined || reason.trim() === '')
    throw new CliError({
      kind: 'usage',
      message: '--trust-baseline needs a reason: it goes on record',
      remedy: 'add --reason TEXT',
    });
  const known = new Set(plan.waves.flatMap((wave) => wave.cells.map(({ name }) => name)));
  const strange = trustBaseline.find((cell) => !known.has(cell));
  if (strange !== undefined)
    throw new CliError({
      kind: 'usage',
      message: `--trust-baseline names "${strange}", which is no cell of this plan`,
      remedy: '`cellwave plan` shows the cells',
    });
  return Object.fromEntries(trustBaseline.map((cell) => [cell, reason]));
}
