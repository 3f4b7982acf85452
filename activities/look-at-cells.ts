import type { PlannedCell } from '../waves/plan';
import type { CellPreflight, PreflightFinding } from '../waves/preflight';
import type { Activities, LookAtCellsOrder } from './activities';
import { currentAttempt, type Attempt } from './attempt';
import { inParallel } from './in-parallel';
import type { AlarmSource } from './ports/alarm-source.port';
import type { CellAccess, Entry } from './ports/cell-access.port';
import type { DeployTargets } from './ports/deploy-target.port';
import { refusal, unreadable } from './preflight/finding';
import { lookAtAlarms } from './preflight/look-at-alarms';
import { lookAtGroups } from './preflight/look-at-groups';

const CELLS_AT_ONCE = 40;

type Needs = { readonly alarms: AlarmSource; readonly targets: DeployTargets; readonly access: CellAccess };

/** Looks at every cell with a session that can change nothing. What is wrong with a cell is its finding, never a failure of all. */
export function createLookAtCells(needs: Needs): Activities['lookAtCells'] {
  return async (order) => {
    const attempt = currentAttempt();
    const guarded = order.rehearsal ? await needs.access.awsHosts(order.region) : [];
    return inParallel(order.cells, CELLS_AT_ONCE, async (cell) => {
      attempt.heartbeat(cell.name);
      return guarded.length > 0 ? onAws(cell, guarded) : lookAtCell(needs, { order, cell }, attempt);
    });
  };
}

function onAws({ name }: PlannedCell, hosts: readonly string[]): CellPreflight {
  const finding = refusal(
    'rehearsal',
    `the policy is a rehearsal, but the worker would reach AWS: ${hosts.join(', ')}`,
    'set AWS_ENDPOINT_URL of the worker to a sandbox, or use a policy that is no rehearsal',
  );
  return { cell: name, findings: [finding], baselines: [], alarms: [] };
}

type Question = { readonly order: LookAtCellsOrder; readonly cell: PlannedCell };

async function lookAtCell(needs: Needs, { order, cell }: Question, { signal }: Attempt): Promise<CellPreflight> {
  const { region, speed } = order;
  const place: Entry = { region, access: cell, purpose: { kind: 'preflight' } };
  const entry = await checkEntry(needs.access, place, signal);
  if (entry !== undefined) return { cell: cell.name, findings: [entry], baselines: [], alarms: [] };
  const target = needs.targets.at({ ...place, application: cell.target.application });
  const bakeMs = new Map(Object.entries(order.bakeMs)).get(cell.name);
  const [groups, alarms] = await Promise.all([
    lookAtGroups(target, cell, signal).catch((error: unknown) => ({
      findings: [unreadable('application', error)],
      baselines: [],
    })),
    lookAtAlarms(needs.alarms, { place, cell, bakeMs, speed }, signal).catch((error: unknown) => ({
      findings: [unreadable('alarm-unreadable', error)],
      alarms: [],
    })),
  ]);
  return {
    cell: cell.name,
    findings: [...groups.findings, ...alarms.findings],
    baselines: groups.baselines,
    alarms: alarms.alarms,
  };
}

/** S28, before the start: the role is there and leads where the fleet file says. */
async function checkEntry(
  access: CellAccess,
  entry: Entry,
  signal: AbortSignal,
): Promise<PreflightFinding | undefined> {
  try {
    const account = await access.accountOf(entry, signal);
    if (account === entry.access.account) return undefined;
    return refusal(
      'account',
      `role ${entry.access.roleArn} leads to account ${account}, not to ${entry.access.account}`,
      'correct the account or the role in the fleet file',
    );
  } catch (error) {
    return unreadable('role', error);
  }
}
