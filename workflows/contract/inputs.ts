import type { AggregatePreflight, NotifyOrder, RolloutRef } from '../../activities/activities';
import type { WatchedAccount } from '../../alarms/observation';
import type { Baseline } from '../../waves/baseline';
import type { Access } from '../../waves/fleet';
import type { Plan, PlannedCell, PlannedWave, Refusal, GroupRef } from '../../waves/plan';
import type { CellPreflight } from '../../waves/preflight';
import type { DeployPolicy, GatePolicy, RollbackPolicy } from '../../waves/policy';
import type { Revision } from '../../waves/release';
import type { CellEnd } from '../../waves/rollout/wave-state';
import type { CellToReturn } from '../../waves/rollout/touched';
import type { ReturnedCell } from '../../waves/rollout/rollout-state';
import type { Word } from '../../waves/rollout/stance';
import type { RolloutStatus } from '../../waves/rollout/status';
import type { WatchCarry } from '../../waves/rollout/watches';
import type { Packed } from './packed';
import type { PackedWave } from './packed-wave';

/** What workflows take and give. Single objects, readable in the Web UI but for what is packed; only ever added to. */

export type RolloutInput = ForwardInput | ReturnInput | AcceptInput;

type Asked = { readonly service: string; readonly region: string; readonly word: Word };

export type ForwardInput = Asked & {
  readonly kind: 'forward';
  readonly release: string;
  readonly digest: string;
  /** The plan as a person reads it: `w03-one-az  4 cells  33 %  bake 12 h`. */
  readonly waves: readonly string[];
  readonly plan: Packed<Plan>;
  /** Reason why an earlier rollback of this release does not count. */
  readonly clearQuarantine?: string;
  /** Reasons why an untrustworthy baseline is used all the same, by cell. */
  readonly trustBaselines?: Readonly<Record<string, string>>;
};

/** Takes back what an earlier run of this id did, however that run ended. */
export type ReturnInput = Asked & { readonly kind: 'return'; readonly of: RunOf };

/** Settles an earlier run as it stands: nothing is touched. */
export type AcceptInput = Asked & { readonly kind: 'accept'; readonly of: RunOf };

export type RunOf = { readonly workflowId: string; readonly runId: string; readonly rollout: string };

export type WaveInput = {
  readonly ref: RolloutRef;
  readonly wave: string;
  readonly number: number;
  readonly packed: PackedWave;
};

export type WavePayload = {
  readonly wave: PlannedWave;
  readonly gate: GatePolicy;
  readonly deploy: DeployPolicy;
  readonly firstDeployment: RollbackPolicy['firstDeployment'];
  readonly release: Revision;
  readonly failuresLeft: number;
  readonly alsoWatched: readonly WatchedAccount[];
  /** Whether any cell was touched before this wave. */
  readonly touchedBefore: boolean;
  readonly access: Readonly<Record<string, Access>>;
  readonly carry: WatchCarry;
  /** By cell, then deployment group. */
  readonly baselines: Readonly<Record<string, Readonly<Record<string, Baseline>>>>;
  readonly exempt: readonly { readonly cell: string; readonly word: Word }[];
};

export type CellInput = {
  readonly ref: RolloutRef;
  readonly direction: 'forward' | 'back';
  readonly generation: number;
  readonly wave: string;
  readonly cell: PlannedCell;
  readonly groups: readonly (GroupRef & { readonly baseline: Baseline })[];
  readonly release: Revision;
  readonly deploy: DeployPolicy;
  readonly firstDeployment: RollbackPolicy['firstDeployment'];
};

export type CellResult = CellEnd | { readonly kind: 'returned' };

export type RollbackInput = {
  readonly ref: RolloutRef;
  readonly packed: Packed<RollbackPayload>;
  readonly reason: string;
};

export type RollbackPayload = {
  readonly cells: readonly CellToReturn[];
  /** Children that may be on their way to begin; without it all that there is room for are started in one go. */
  readonly atOnce?: number;
  /** More cells will follow by `alsoReturn`: finished ones of the wave that is still turning round in this AZ, or, without one, of anywhere. */
  readonly awaiting: { readonly azId?: string } | undefined;
  readonly rollback: RollbackPolicy;
  readonly deploy: DeployPolicy;
  readonly release: Revision;
};

export type RollbackResult = { readonly cells: readonly ReturnedCell[] };

export type PreflightInput = {
  readonly service: string;
  readonly region: string;
  readonly plan: Packed<Plan>;
  /** Cells whose untrustworthy baseline is vouched for. */
  readonly trusted: readonly string[];
  readonly clearQuarantine?: string;
  /** Also asks what a rollout is asked at its admission, so that a refused start creates none. */
  readonly toStart?: boolean;
};

export type PreflightResult = {
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly {
    readonly code: string;
    readonly cell: string;
    readonly message: string;
    readonly remedy: string;
  }[];
  readonly cells: readonly CellPreflight[];
  readonly aggregates: readonly AggregatePreflight[];
};

/** What a closed rollout says of itself, readable when no worker is up. */
export type RolloutResult = {
  readonly rollout: string;
  readonly outcome: string;
  readonly story: readonly string[];
  readonly status: unknown;
  /** All of it, where `status` has left rows out. */
  readonly packedStatus?: Packed<RolloutStatus>;
};

/** What the reconciler says of one look; readable when no worker is up. `did`: one line for each rollout that it took back or called a person for. */
export type ReconcilerResult = { readonly looked: number; readonly did: readonly string[] };

export type PageInput = NotifyOrder;
