import type { AggregateAlarm, Cell } from './fleet';
import type { Policy } from './policy';
import type { Release } from './release';

export type WaveKind = 'one-box' | 'one-cell' | 'one-az' | 'region';

/** A part of a cell that is deployed by one CodeDeploy deployment. */
export type GroupRef = { readonly role: 'one-box' | 'rest'; readonly deploymentGroup: string };

export type PlannedCell = Cell & {
  /** Deployed one after the other, in this order, without a bake between. */
  readonly groups: readonly GroupRef[];
};

export type PlannedWave = {
  /** 1-based. */
  readonly number: number;
  /** `w01-one-box`, `w02-one-cell`, `w03-one-az`, `w04-region-usw2-az2`, `w05-region-usw2-az2-2of9`. */
  readonly name: string;
  readonly kind: WaveKind;
  readonly azId: string;
  /** A large AZ is planned in parts that bake together after the last. */
  readonly part: { readonly number: number; readonly of: number };
  readonly cells: readonly PlannedCell[];
  /** Cells in flight at once. */
  readonly width: number;
  /** 0 for a part that is not its AZ's last: the last part bakes for all of them. */
  readonly bakeMs: number;
  /** Share of the Region's weight on the release once this wave is deployed, 0..10000. */
  readonly exposureBasisPoints: number;
};

export type ExcludedCell = { readonly cell: string; readonly reason: string };

export type Warning = { readonly kind: 'warning'; readonly code: string; readonly message: string };

/** A rule that the inputs would break. `rule` is an S-rule of docs/safety-rules.md, or `input`. */
export type Refusal = {
  readonly kind: 'refused';
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
};

/** Frozen at start by its digest; everything a rollout needs, whatever happens to the files afterwards. */
export type Plan = {
  readonly service: string;
  readonly region: string;
  readonly timeZone: string;
  readonly release: Release;
  readonly policy: Policy;
  readonly waves: readonly PlannedWave[];
  readonly aggregateAlarms: readonly AggregateAlarm[];
  readonly soakMs: number;
  readonly excluded: readonly ExcludedCell[];
  readonly warnings: readonly Warning[];
  /** `sha256:<hex>` over everything above in canonical JSON. */
  readonly digest: string;
};

export type Planning =
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** Earliest instants, given windows and bakes, if every wave is healthy at once. `deployMs` is the assumed time of one cell. */
export type Eta = {
  readonly waves: readonly { readonly wave: string; readonly startsAt: number; readonly endsAt: number }[];
  readonly soakEndsAt: number;
};
