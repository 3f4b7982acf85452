import type { Refusal } from '../waves/plan';
import { isUnresolved, runThatCounts, type RunRecord } from '../waves/reconciling/run-record';
import type { Activities, AdmitOrder } from './activities';
import type { CellAccess } from './ports/cell-access.port';
import type { RolloutRecords } from './ports/rollout-records.port';

type Needs = { readonly access: CellAccess; readonly records: RolloutRecords };

/** The last questions before a rollout may touch anything, asked by the rollout that holds the lock. */
export function createAdmitRollout({ access, records }: Needs): Activities['admitRollout'] {
  return async (order) => {
    const refusals = [
      ...(await refuseRehearsalOnAws(access, order)),
      ...(await refuseUnresolved(records, order)),
      ...(await refuseQuarantined(records, order)),
    ];
    return refusals.length === 0 ? { kind: 'admitted' } : { kind: 'refused', refusals };
  };
}

async function refuseRehearsalOnAws(access: CellAccess, { ref }: AdmitOrder): Promise<readonly Refusal[]> {
  if (!ref.rehearsal) return [];
  const hosts = await access.awsHosts(ref.region);
  if (hosts.length === 0) return [];
  return [
    {
      kind: 'refused',
      rule: 'input',
      message: `the policy is a rehearsal, but this worker would reach AWS: ${hosts.join(', ')}`,
      remedy: 'set AWS_ENDPOINT_URL of the worker to a sandbox, or use a policy that is no rehearsal',
    },
  ];
}

/** A run that ended without an outcome may have left cells anywhere: somebody must settle it first. */
async function refuseUnresolved(records: RolloutRecords, order: AdmitOrder): Promise<readonly Refusal[]> {
  const runs = await records.runsOf(order.workflowId);
  const before = runThatCounts(runs.filter(({ runId }) => runId !== order.runId));
  if (before === undefined || !isUnresolved(before)) return [];
  const id = before.rollout ?? before.runId;
  return [
    {
      kind: 'refused',
      rule: 'S30',
      message: `the rollout before, ${id}, ended unsettled: cells may carry its release`,
      remedy: `take it back with \`cellwave rollback ${id}\`, or keep what it did with \`cellwave accept ${id} --reason TEXT\``,
    },
  ];
}

async function refuseQuarantined(records: RolloutRecords, order: AdmitOrder): Promise<readonly Refusal[]> {
  if (order.clearQuarantine !== undefined) return [];
  const runs = await records.runsOfRelease(order.ref.releaseDigest);
  const bad = runs.find((run) => run.runId !== order.runId && wasTakenBack(run));
  if (bad === undefined) return [];
  const where = bad.region === undefined ? '' : ` in ${bad.region}`;
  return [
    {
      kind: 'refused',
      rule: 'S29',
      message: `release ${order.ref.releaseVersion} is quarantined: it ${wordsFor(bad.standing)}${where} by ${bad.rollout ?? bad.workflowId}${isUnfinished(bad.standing) ? ', whose run ended before it was' : ''}`,
      remedy: 'ship a new release, or start with `--clear-quarantine REASON`',
    },
  ];
}

/** Also where the run was terminated on its way back, or failed on it: what it had seen of the release stays true. */
function wasTakenBack({ standing }: RunRecord): boolean {
  return standing.phase === 'rolling-back' || (standing.kind === 'closed' && standing.outcome === 'rolled-back');
}

function wordsFor(standing: RunRecord['standing']): string {
  if (standing.kind === 'open') return 'is being rolled back';
  return isUnfinished(standing) ? 'was being rolled back' : 'was rolled back';
}

function isUnfinished(standing: RunRecord['standing']): boolean {
  return standing.kind === 'closed' && standing.outcome !== 'rolled-back';
}
