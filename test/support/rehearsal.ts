import type { FleetDescription } from '../../sandbox';
import { DEFAULT_POLICY } from '../../waves/defaults';
import { releaseDigest } from '../../waves/digest';
import type { Fleet } from '../../waves/fleet';
import type { Policy } from '../../waves/policy';
import type { Plan } from '../../waves/plan';
import { planWaves } from '../../waves/plan-waves';
import type { Release, Revision } from '../../waves/release';

/** A sandbox's fleet as cellwave's own plain types, for tests that begin behind the files. */
export function fleetOf(description: FleetDescription): Fleet {
  const { service, region, timeZone, azIds } = description;
  const cells = description.cells.map((cell): Fleet['regions'][number]['cells'][number] => ({
    name: cell.name,
    account: cell.account,
    roleArn: cell.roleArn,
    externalId: cell.externalId,
    azId: cell.azId,
    weight: cell.weight,
    labels: {},
    standing: { kind: 'active' },
    alarms: cell.alarms.map(({ name, scope }) => ({ name, scope, role: scope, trafficLess: false })),
    target: {
      kind: 'codedeploy',
      application: cell.application,
      deploymentGroup: cell.restGroup,
      oneBox:
        cell.oneBoxGroup === undefined
          ? { kind: 'none', reason: 'the scenario gives it none' }
          : { kind: 'group', deploymentGroup: cell.oneBoxGroup, share: 0.25 },
    },
  }));
  const aggregateAlarms = description.aggregateAlarms.map((alarm) => ({
    ...alarm,
    role: 'errors',
    trafficLess: false,
  }));
  return { service, regions: [{ name: region, weight: 1, timeZone, azIds, cells, aggregateAlarms }] };
}

export function releaseOf(description: FleetDescription, version: string): Release {
  const found = description.releases.find((release) => release.version === version);
  if (found === undefined) throw new Error(`the scenario has no release ${version}`);
  const artifact: Revision = {
    kind: 's3',
    bucket: found.bucket,
    key: found.key,
    bundleType: 'zip',
    version: found.s3Version,
    eTag: found.eTag,
  };
  return {
    version,
    kind: 'version',
    artifact,
    severity: undefined,
    notes: undefined,
    digest: releaseDigest('version', artifact),
  };
}

/** Bakes of seconds, as a rehearsal may. */
export function rehearsalPolicy(speed: number, change: Partial<Policy> = {}): Policy {
  return {
    ...DEFAULT_POLICY,
    name: 'rehearsal',
    purpose: { kind: 'rehearsal', speed },
    bakes: { oneBoxMs: 2_000, oneCellMs: 2_000, oneAzMs: 3_000, regionMs: 2_000, soakMs: 2_000 },
    width: { basisPoints: 10_000, maxCells: 400 },
    gate: { ...DEFAULT_POLICY.gate, pollMs: 1_000, blindHoldMs: 60_000, waitingHoldMs: 60_000 },
    windows: { kind: 'always' },
    rollback: { ...DEFAULT_POLICY.rollback, recoverWithinMs: 30_000, azMaxMs: 20_000 },
    deploy: { ...DEFAULT_POLICY.deploy, timeoutMs: 60_000, foreignWaitMs: 10_000 },
    ...change,
  };
}

export function planOf(description: FleetDescription, version: string, policy?: Policy): Plan {
  const planning = planWaves({
    fleet: fleetOf(description),
    region: description.region,
    release: releaseOf(description, version),
    policy: policy ?? rehearsalPolicy(description.speed),
    now: Date.now(),
  });
  if (planning.kind === 'refused') throw new Error(JSON.stringify(planning.refusals, null, 2));
  return planning.plan;
}
