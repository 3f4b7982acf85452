import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import type { AggregatePreflight } from '../activities/activities';
import { checkPlan } from '../waves/check-plan';
import type { Plan, PlannedCell, Refusal } from '../waves/plan';
import type { CellPreflight } from '../waves/preflight';
import { judgePreflight } from '../waves/judge-preflight';
import { preflightLooks } from './activity-profiles';
import { rolloutWorkflowId } from './contract/ids';
import type { PreflightInput, PreflightResult } from './contract/inputs';
import { unpack } from './contract/packed';
import { showFound, showLooking } from './present/show-preflight';
import { isActivityFailure, rootMessage } from './was-cancelled';

/** Cells one activity looks at: enough to be quick, few enough to show progress and to retry cheaply. */
const CELLS_AT_ONCE = 25;

/** Looks at every cell of a plan before anything is changed: only workers need the cells' credentials. */
export async function preflight(input: PreflightInput): Promise<PreflightResult> {
  const plan = unpack(input.plan);
  const invalid = checkPlan(plan, Date.now());
  if (invalid.length > 0) return showFound(plan, { refusals: invalid, warnings: [], cells: [], aggregates: [] });
  showLooking(input, plan);
  const [admission, cells, aggregates] = await Promise.all([
    input.toStart === true ? askAdmission(input, plan) : [],
    lookAtAll(plan),
    lookAtAggregates(plan),
  ]);
  const judged = judgePreflight({ plan, cells, aggregates, trusted: input.trusted });
  const refusals = [...admission, ...judged.refusals];
  return showFound(plan, { refusals, warnings: judged.warnings, cells, aggregates });
}

/** The rollout asks again under its lock; asked here, a refusal leaves no rollout behind. */
async function askAdmission(input: PreflightInput, plan: Plan): Promise<readonly Refusal[]> {
  const { service, region, clearQuarantine } = input;
  const { digest, version } = plan.release;
  const { runId } = workflowInfo();
  const order = {
    ref: {
      service,
      region,
      rollout: `${service}:${region}:${version}`,
      originalRunId: runId,
      releaseDigest: digest,
      releaseVersion: version,
      rehearsal: plan.policy.purpose.kind === 'rehearsal',
    },
    workflowId: rolloutWorkflowId(service, region),
    runId,
    clearQuarantine,
  };
  try {
    const summary = 'earlier rollouts, quarantine, endpoints';
    const admission = await preflightLooks.admitRollout.executeWithOptions({ summary }, [order]);
    return admission.kind === 'admitted' ? [] : admission.refusals;
  } catch (error) {
    if (!isActivityFailure(error)) throw error;
    const remedy = "see the worker's log, then start again";
    return [{ kind: 'refused', rule: 'input', message: rootMessage(error), remedy }];
  }
}

async function lookAtAll(plan: Plan): Promise<readonly CellPreflight[]> {
  const all = wholeCells(plan);
  const chunks = Array.from({ length: Math.ceil(all.length / CELLS_AT_ONCE) }, (_, at) =>
    all.slice(at * CELLS_AT_ONCE, (at + 1) * CELLS_AT_ONCE),
  );
  const looks = await CancellationScope.cancellable(() => Promise.all(chunks.map((cells) => lookAtChunk(plan, cells))));
  return looks.flat();
}

async function lookAtChunk(plan: Plan, cells: readonly PlannedCell[]): Promise<readonly CellPreflight[]> {
  const { purpose } = plan.policy;
  const order = {
    region: plan.region,
    rehearsal: purpose.kind === 'rehearsal',
    speed: purpose.kind === 'rehearsal' ? purpose.speed : 1,
    cells,
    bakeMs: Object.fromEntries(cells.map(({ name }) => [name, bakeOf(plan, name)])),
  };
  const summary = `look at ${cells.length} cells: ${cells[0]?.name ?? ''} ...`;
  try {
    return await preflightLooks.lookAtCells.executeWithOptions({ summary }, [order]);
  } catch (error) {
    if (!isActivityFailure(error)) throw error;
    return cells.map(({ name }) => unreadable(name, rootMessage(error)));
  }
}

function unreadable(cell: string, message: string): CellPreflight {
  const remedy = "see the worker's log; `cellwave doctor` looks again";
  return { cell, findings: [{ severity: 'refusal', code: 'unreadable', message, remedy }], baselines: [], alarms: [] };
}

/** Every cell once, with all its groups. */
function wholeCells(plan: Plan): readonly PlannedCell[] {
  const whole = new Map<string, PlannedCell>();
  for (const { cells } of plan.waves)
    for (const cell of cells) {
      const groups = [...(whole.get(cell.name)?.groups ?? []), ...cell.groups];
      whole.set(cell.name, { ...cell, groups });
    }
  return [...whole.values()];
}

/** The bake that follows the cell's last wave; the part of an AZ that bakes does so for all its parts. */
function bakeOf(plan: Plan, cell: string): number {
  const own = plan.waves.filter(({ cells }) => cells.some(({ name }) => name === cell));
  const last = own.at(-1);
  const baking = plan.waves.find(
    ({ number, azId, bakeMs }) => number >= (last?.number ?? 0) && azId === last?.azId && bakeMs > 0,
  );
  return baking?.bakeMs ?? plan.soakMs;
}

async function lookAtAggregates(plan: Plan): Promise<readonly AggregatePreflight[]> {
  if (plan.aggregateAlarms.length === 0) return [];
  const order = { region: plan.region, alarms: plan.aggregateAlarms };
  return preflightLooks.lookAtAggregates.executeWithOptions({ summary: "look at the Region's own alarms" }, [order]);
}
