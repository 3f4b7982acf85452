import type { FaultEffect, FaultLimit } from '../faults';
import type { Incident, IncidentScope } from '../physics/incident';
import type { Span } from '../physics/moment';
import type { MetricName } from '../physics/publish';
import type { ReleaseFault } from '../physics/release-fault';
import type { TrafficShape } from '../physics/traffic';

/** A rehearsal: a fleet, the releases that may reach it, and what goes wrong. Durations are of the simulation. */
export type Scenario = {
  readonly name: string;
  readonly description: string;
  /** Simulated seconds per real second. */
  readonly speed: number;
  /** The same seed gives the same jitter and strikes the same calls. */
  readonly seed: number;
  /** How often metrics are published; alarms with periods below a minute are evaluated as often. */
  readonly resolutionSeconds: number;
  readonly fleet: FleetScenario;
  readonly alarms: AlarmThresholds;
  readonly baseline: string;
  readonly releases: readonly ReleaseScenario[];
  readonly deployments: DeploymentTimes;
  readonly incidents: readonly Incident[];
  readonly silences: readonly Silence[];
  readonly wireFaults: readonly WireFault[];
  readonly alarmChanges: readonly AlarmChange[];
  /** What a demo rolls, in this order, and how each should end. */
  readonly rollouts: readonly RolloutScenario[];
};

export type FleetScenario = {
  readonly service: string;
  readonly traffic: TrafficShape;
  readonly regions: readonly RegionScenario[];
};

export type RegionScenario = {
  readonly region: string;
  readonly timeZone: string;
  readonly monitoring: { readonly account: string; readonly roleName: string; readonly externalId: string | undefined };
  readonly azIds: readonly string[];
  readonly cells: readonly CellScenario[];
};

export type CellScenario = {
  readonly name: string;
  readonly account: string;
  readonly azId: string;
  readonly roleName: string;
  readonly externalId: string | undefined;
  readonly requestsPerSecond: number;
  readonly weight: number;
  readonly instances: number;
  /** How many of `instances` are the one-box; 0: the cell has none. */
  readonly oneBoxInstances: number;
};

export type AlarmThresholds = {
  readonly errorPercent: number;
  readonly latencyMs: number;
  readonly aggregateErrorPercent: number;
};

export type ReleaseScenario = {
  readonly version: string;
  readonly faults: readonly ReleaseFault[];
  readonly deployment: DeploymentScenario;
};

/** How deployments of a release end. `fromCell` 3: in the third cell that it is deployed to, and in all after that. */
export type DeploymentScenario =
  | { readonly kind: 'succeeds' }
  | {
      readonly kind: 'fails';
      readonly fromCell: number;
      readonly afterInstances: number;
      readonly errorCode: string;
      readonly message: string;
    }
  | { readonly kind: 'hangs'; readonly fromCell: number };

export type DeploymentTimes = {
  /** From being created to touching the first instance. */
  readonly queueSeconds: number;
  /** All instances of one deployment group. */
  readonly groupSeconds: number;
  readonly stopSeconds: number;
  /** How long a new deployment is missing from lists. */
  readonly listLagSeconds: number;
};

/** A stretch in which metrics of some cells are not published. */
export type Silence = {
  readonly where: IncidentScope;
  readonly metrics: readonly MetricName[];
  readonly span: Span;
};

export type WireFault = {
  readonly where: IncidentScope | { readonly kind: 'account'; readonly account: string };
  readonly service: string | undefined;
  readonly operation: string | undefined;
  readonly effect: FaultEffect;
  readonly limit: FaultLimit;
  readonly span: Span;
};

/** Something that somebody does to an alarm while a rollout may be watching it. What can be undone is undone at the span's end. */
export type AlarmChange = {
  readonly change: 'delete' | 'edit' | 'disable-actions' | 'cannot-be-evaluated' | 'misconfigured';
  readonly where: IncidentScope;
  readonly alarm: AlarmRole;
  readonly span: Span;
};

export const cellAlarmRoles = ['errors', 'latency', 'one-box-errors', 'health'] as const;
export type CellAlarmRole = (typeof cellAlarmRoles)[number];
export type AlarmRole = CellAlarmRole | 'aggregate';

export type RolloutScenario = {
  readonly release: string;
  readonly expect: 'completed' | 'rolled-back' | 'held' | 'refused';
  /** The kind of wave in which a release that is not good must be caught. */
  readonly wave?: 'one-box' | 'one-cell' | 'one-az' | 'region' | undefined;
};
