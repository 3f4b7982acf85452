import type { BaselineReading, GroupBaseline } from '../../waves/baseline';
import type { PlannedCell } from '../../waves/plan';
import type { PreflightFinding } from '../../waves/preflight';
import { readBaseline } from '../baselines/read-baseline';
import type { DeployTarget } from '../ports/deploy-target.port';
import { refusal, warning } from './finding';

export type GroupsSeen = {
  readonly findings: readonly PreflightFinding[];
  readonly baselines: readonly GroupBaseline[];
};

/** The cell's deployment groups: whether they exist, what they would return to, and whether they share machines. */
export async function lookAtGroups(target: DeployTarget, cell: PlannedCell, signal: AbortSignal): Promise<GroupsSeen> {
  const seen = await Promise.all(groupNames(cell).map((group) => lookAtGroup(target, group, signal)));
  const machines = seen.flatMap(({ machines: ids }) => ids);
  const shared = machines.filter((id, index) => machines.indexOf(id) !== index);
  const overlap =
    shared.length === 0
      ? []
      : [
          refusal(
            'groups-overlap',
            `one-box and rest share ${shared.length} machines, such as ${shared[0] ?? ''}`,
            'tag the one-box so that the other group leaves it out',
          ),
        ];
  return {
    findings: [...seen.flatMap(({ findings }) => findings), ...overlap],
    baselines: seen.flatMap(({ baselines }) => baselines),
  };
}

function groupNames({ target, groups }: PlannedCell): readonly string[] {
  const oneBox = target.oneBox.kind === 'group' ? [target.oneBox.deploymentGroup] : [];
  return [...new Set([...groups.map((group) => group.deploymentGroup), ...oneBox, target.deploymentGroup])];
}

type GroupSeen = GroupsSeen & { readonly machines: readonly string[] };

async function lookAtGroup(target: DeployTarget, deploymentGroup: string, signal: AbortSignal): Promise<GroupSeen> {
  const reading = await target.readGroup(deploymentGroup, signal);
  if (reading.kind === 'gone')
    return { findings: [refusal('group', reading.why, 'create it, or exempt the cell')], baselines: [], machines: [] };
  const baseline = await readBaseline(target, reading, signal);
  const last = reading.lastAttempted?.deploymentId;
  const machines = last === undefined ? [] : await target.instancesOf(last, signal);
  const busy =
    reading.lastAttempted?.status === 'active'
      ? [
          warning(
            'group-busy',
            `${deploymentGroup}: deployment ${last ?? ''} is active`,
            'let it end before the cell is reached',
          ),
        ]
      : [];
  return {
    findings: [...baselineFindings(deploymentGroup, baseline), ...busy],
    baselines: [{ deploymentGroup, baseline }],
    machines,
  };
}

function baselineFindings(group: string, baseline: BaselineReading): readonly PreflightFinding[] {
  switch (baseline.kind) {
    case 'deployed':
      return [];
    case 'none':
      return [
        warning(
          'no-baseline',
          `${group} never had a successful deployment: there is nothing to return to`,
          "see the policy's firstDeployment",
        ),
      ];
    case 'untrusted':
      return [
        refusal(
          'baseline',
          `${group}: ${baseline.why}`,
          'deploy a known version there, or start with `--trust-baseline CELL --reason TEXT`',
        ),
      ];
  }
}
