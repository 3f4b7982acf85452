/** A fleet as the pure parts know it: parsed, shorthand expanded, defaults filled in. Weights are relative positive numbers. */

export type Fleet = { readonly service: string; readonly regions: readonly FleetRegion[] };

export type FleetRegion = {
  readonly name: string;
  readonly weight: number;
  /** IANA zone of the people on call for this Region; release windows are read in it. */
  readonly timeZone: string;
  readonly azIds: readonly string[];
  readonly cells: readonly Cell[];
  readonly aggregateAlarms: readonly AggregateAlarm[];
};

/** How an account is entered. */
export type Access = { readonly account: string; readonly roleArn: string; readonly externalId: string | undefined };

export type Cell = Access & {
  readonly name: string;
  readonly azId: string;
  readonly weight: number;
  readonly target: DeployTarget;
  readonly alarms: readonly CellAlarm[];
  readonly labels: Readonly<Record<string, string>>;
  readonly standing: CellStanding;
};

export type CellStanding =
  | { readonly kind: 'active' }
  /** `exempt`: left out of every rollout. `pinned`: kept on what it runs. Both until `expiresAt`. */
  | { readonly kind: 'exempt' | 'pinned'; readonly reason: string; readonly expiresAt: number };

export type DeployTarget = {
  readonly kind: 'codedeploy';
  readonly application: string;
  readonly deploymentGroup: string;
  readonly oneBox: OneBox;
};

export type OneBox =
  /** `share`: part of the cell's weight that the one-box carries, 0 < share < 1. */
  | { readonly kind: 'group'; readonly deploymentGroup: string; readonly share: number }
  | { readonly kind: 'none'; readonly reason: string };

export type CellAlarm = {
  readonly name: string;
  readonly scope: 'one-box' | 'cell';
  /** What it shows, as the user calls it: `errors`, `latency`. */
  readonly role: string;
  readonly trafficLess: boolean;
};

export type AggregateAlarm = Access & { readonly name: string; readonly role: string; readonly trafficLess: boolean };
