import type { AlarmObservation } from '../alarms/observation';
import type { Evidence } from '../alarms/evidence';
import type { WatchOrder, WatchReturn, WatchState } from '../alarms/watch-state';
import type { Baseline, DeployedRevision } from '../waves/baseline';
import type { Access, AggregateAlarm } from '../waves/fleet';
import type { GroupRef, PlannedCell, Refusal } from '../waves/plan';
import type { DeployPolicy } from '../waves/policy';
import type { CellPreflight } from '../waves/preflight';
import type { FoundRollout } from '../waves/reconciling/found-rollout';
import type { ReturnInput } from '../workflows/contract/inputs';
import type { Packed } from '../workflows/contract/packed';
import type { BaselinesAnswer } from '../workflows/contract/packed-baselines';
import type { PackedWatchTask } from '../workflows/contract/packed-watch';

/**
 * Every activity, as the workflows know it. One file each in this folder; `createActivities(ports)` builds them.
 * All take and return one plain object. Those marked POLL look once per attempt and throw a BENIGN `NotYet` until they are done.
 */
export type Activities = {
  admitRollout(order: AdmitOrder): Promise<Admission>;
  readBaselines(order: BaselineOrder): Promise<BaselinesAnswer>;
  /** POLL */
  watchAlarms(order: WatchAlarmsOrder): Promise<WatchReport>;
  /** POLL. Forward or back; finds or creates, follows, verifies. */
  deployToCell(order: DeployOrder): Promise<DeployResult>;
  lookAtCells(order: LookAtCellsOrder): Promise<readonly CellPreflight[]>;
  lookAtAggregates(order: LookAtAggregatesOrder): Promise<readonly AggregatePreflight[]>;
  /** POLL. Asks the workflow that holds an id to cancel, when told so, and waits until it has closed. */
  awaitHolder(order: AwaitHolderOrder): Promise<void>;
  /** What an earlier run of a rollout had touched, from its history and those of its waves. */
  readTouched(order: ReadTouchedOrder): Promise<TouchedRecord>;
  /** Removes the stop tag of this release from the cells' applications. */
  clearStopTags(order: ClearStopTagsOrder): Promise<void>;
  notifyPeople(order: NotifyOrder): Promise<void>;
  /** Rollouts that are open, or that nobody has settled. */
  findRollouts(order: FindRolloutsOrder): Promise<FoundRollouts>;
  /** Starts the run that takes an unresolved rollout back, unless somebody was quicker. */
  startReturn(order: StartReturnOrder): Promise<ReturnStart>;
};

/** Who acts: goes into session tags, markers and descriptions. */
export type RolloutRef = {
  readonly service: string;
  readonly region: string;
  /** The id people see: `payments:us-west-2:v1.4.0-3f9c2a`. */
  readonly rollout: string;
  /** `firstExecutionRunId` of the rollout that first carried this release: markers are made from it, also by a later return run. */
  readonly originalRunId: string;
  readonly releaseDigest: string;
  readonly releaseVersion: string;
  /** Rehearsals may only touch endpoints that are not AWS's; asked again before each mutation. */
  readonly rehearsal: boolean;
};

export type AdmitOrder = {
  readonly ref: RolloutRef;
  /** The workflow and run that ask, so that they do not find themselves. */
  readonly workflowId: string;
  readonly runId: string;
  /** Reason why an earlier rollback of this release shall not count, when given. */
  readonly clearQuarantine: string | undefined;
};

export type Admission =
  { readonly kind: 'admitted' } | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

export type BaselineOrder = { readonly ref: RolloutRef } & (
  { readonly cells: readonly PlannedCell[] } | { readonly packedCells: Packed<readonly PlannedCell[]> }
);

export type WatchAlarmsOrder = {
  readonly region: string;
  /** Compressed: a watch is ordered before each wave and at each stretch of its bake, and 400 accounts are 180 KB of JSON. */
  readonly task: PackedWatchTask;
  /** Where the watch begins when no heartbeat of an earlier attempt says otherwise. */
  readonly state: WatchState;
};

export type WatchTask = {
  readonly order: WatchOrder;
  /** How each account of the order is entered, by subject. */
  readonly access: Readonly<Record<string, Access>>;
};

export type WatchReport = {
  readonly state: WatchState;
  readonly because: WatchReturn;
  /** Of the look that made the watch return, unless it was plain progress. */
  readonly evidence: Evidence | undefined;
};

export type DeployOrder = {
  readonly ref: RolloutRef;
  readonly cell: PlannedCell;
  /** 0 forward, 1 back. */
  readonly generation: number;
  readonly direction: 'forward' | 'back';
  readonly groups: readonly GroupOrder[];
  readonly deploy: DeployPolicy;
  readonly firstDeployment: 'leave' | 'stop';
  /** Back only: who orders it has seen the forward work end, so that nothing of it can still be on its way. */
  readonly witnessed?: boolean;
};

export type GroupOrder = GroupRef & {
  readonly baseline: Baseline;
  /** The release's revision. Going back, it tells what is ours to take back. */
  readonly release: DeployedRevision;
};

/** Why a forward deployment did not begin, or went no further, though nothing failed. */
export type HoldReason = 'baseline-moved' | 'foreign-deployment' | 'vanished' | 'stop-tag';

export type DeployResult = { readonly groups: readonly GroupResult[] } & (
  | { readonly kind: 'deployed' }
  /** Forward only. */
  | { readonly kind: 'failed'; readonly why: string }
  /** Forward only. `touched`: an earlier group of the cell has been changed already. */
  | { readonly kind: 'not-started'; readonly because: HoldReason; readonly why: string; readonly touched: boolean }
  /** Back only: every touched group runs its baseline again, or was never changed. */
  | { readonly kind: 'returned' }
  /** Back only: no baseline; what was done stays, as the policy says. */
  | { readonly kind: 'left'; readonly why: string }
  /** Back only: somebody else has moved it since. */
  | { readonly kind: 'moved'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string }
);

export type GroupResult = {
  readonly deploymentGroup: string;
  readonly deploymentId: string | undefined;
  readonly outcome: 'succeeded' | 'failed' | 'stopped' | 'untouched' | 'moved' | 'unknown';
  /** AWS's time of the CodeDeploy deployment's creation. */
  readonly createdAt: number | undefined;
};

/** Heartbeat of `deployToCell`: what a person sees of a cell in flight. */
export type DeployProgress = {
  readonly deploymentGroup: string;
  readonly deploymentId: string | undefined;
  readonly step: 'reading' | 'creating' | 'following' | 'stopping' | 'waiting-for-foreign';
  /** `3 of 4 instances` */
  readonly line: string;
};

export type LookAtCellsOrder = {
  readonly region: string;
  readonly rehearsal: boolean;
  /** Simulated seconds per second: 1 outside rehearsals. */
  readonly speed: number;
  readonly cells: readonly PlannedCell[];
  /** The bake that a cell's alarms must fit into, by cell. */
  readonly bakeMs: Readonly<Record<string, number>>;
};

export type LookAtAggregatesOrder = { readonly region: string; readonly alarms: readonly AggregateAlarm[] };

export type AggregatePreflight = {
  readonly account: string;
  readonly outcome:
    | { readonly kind: 'seen'; readonly alarms: readonly AlarmObservation[] }
    | { readonly kind: 'unreadable'; readonly why: string; readonly remedy: string };
};

export type AwaitHolderOrder = { readonly workflowId: string; readonly cancel: boolean };

export type ReadTouchedOrder = { readonly workflowId: string; readonly runId: string };

export type TouchedRecord = {
  readonly ref: RolloutRef;
  /** Compressed plan of that run, as it was given. */
  readonly packedPlan: string;
  /** Compressed: 10,000 cells with their baselines are 10 MB of JSON, and Temporal refuses payloads of 2 MB. */
  readonly cells: Packed<readonly TouchedCell[]>;
};

export type TouchedCell = {
  readonly cell: string;
  readonly wave: number;
  /** How often it was turned round in that wave before it was last started forward. */
  readonly rounds: number;
  readonly groups: readonly GroupOrder[];
};

export type ClearStopTagsOrder = { readonly ref: RolloutRef; readonly cells: readonly PlannedCell[] };

export type NotifyOrder = {
  readonly url: string;
  /** Name of the worker's environment variable that holds the signing secret. */
  readonly secretEnv: string;
  /** Same id, same news: receivers drop repeats. */
  readonly id: string;
  readonly news: {
    readonly event: 'started' | 'halted' | 'rolled-back' | 'held' | 'completed' | 'aborted' | 'needs-a-person';
    readonly rollout: string;
    readonly service: string;
    readonly region: string;
    readonly release: string;
    readonly message: string;
    readonly at: number;
  };
};

/** `most`: rollouts that are looked at in one go. */
export type FindRolloutsOrder = { readonly most: number };

/** `more`: there were more than were asked for. */
export type FoundRollouts = { readonly rollouts: readonly FoundRollout[]; readonly more: boolean };

/** `latest`: the run that was the newest of the id when it was decided. */
export type StartReturnOrder = { readonly input: ReturnInput; readonly latest: string; readonly release: string };

export type ReturnStart =
  { readonly kind: 'started'; readonly runId: string } | { readonly kind: 'overtaken'; readonly by: string };
