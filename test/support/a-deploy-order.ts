import type { DeployOrder, GroupOrder, RolloutRef } from '../../activities/activities';
import type { CellWorld, Revision } from '../../sandbox/world';
import type { Baseline, DeployedRevision } from '../../waves/baseline';
import type { PlannedCell } from '../../waves/plan';
import type { DeployPolicy } from '../../waves/policy';
import { aRevision } from './a-world';

export const aRolloutRef: RolloutRef = {
  service: 'app',
  region: 'us-west-2',
  rollout: 'app:us-west-2:v2-3f9c2a',
  originalRunId: '0199b6f2-aaaa-7bbb-8ccc-d00d3f9c2a00',
  releaseDigest: `sha256:${'ab'.repeat(32)}`,
  releaseVersion: 'v2',
  rehearsal: true,
};

export const aDeployPolicy: DeployPolicy = { timeoutMs: 600_000, foreignWaitMs: 60_000, backTries: 2 };

export const releaseRevision = deployed(aRevision('app-v2.zip'));

export function deployed(revision: Revision): DeployedRevision {
  return { kind: 's3', ...revision };
}

/** A cell of the sandbox's world as a plan has it. */
export function aPlannedCell(
  world: CellWorld,
  groups: readonly ('one-box' | 'rest')[] = ['one-box', 'rest'],
): PlannedCell {
  return {
    name: world.name,
    azId: world.azId,
    weight: 1,
    account: world.account,
    roleArn: `arn:aws:iam::${world.account}:role/${world.roleName}`,
    externalId: world.externalId,
    target: {
      kind: 'codedeploy',
      application: 'app',
      deploymentGroup: 'rest',
      oneBox: { kind: 'group', deploymentGroup: 'one-box', share: 0.1 },
    },
    alarms: [],
    labels: {},
    standing: { kind: 'active' },
    groups: groups.map((name) => ({ role: name, deploymentGroup: name })),
  };
}

type Wishes = Partial<Pick<DeployOrder, 'ref' | 'direction' | 'deploy' | 'firstDeployment'>> & {
  readonly baselines: Readonly<Record<string, Baseline>>;
};

export function aDeployOrder(cell: PlannedCell, wishes: Wishes): DeployOrder {
  const baselines = new Map(Object.entries(wishes.baselines));
  const direction = wishes.direction ?? 'forward';
  return {
    ref: wishes.ref ?? aRolloutRef,
    cell,
    direction,
    generation: direction === 'forward' ? 0 : 1,
    groups: cell.groups.map((group): GroupOrder => ({
      ...group,
      baseline: baselines.get(group.deploymentGroup) ?? { kind: 'none' },
      release: releaseRevision,
    })),
    deploy: wishes.deploy ?? aDeployPolicy,
    firstDeployment: wishes.firstDeployment ?? 'leave',
  };
}
