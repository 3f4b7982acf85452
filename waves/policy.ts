import type { SampleOrder, SampledMetric } from '../alarms/samples';

/** How to roll, as the pure parts know it: parsed, defaults filled in. Sources of the default numbers: docs of Amazon's own practice, see DESIGN 4. */
export type Policy = {
  readonly name: string;
  readonly purpose: { readonly kind: 'production' } | { readonly kind: 'rehearsal'; readonly speed: number };
  readonly bakes: Bakes;
  readonly width: Width;
  /** Largest share of its Region's weight that the one-box may carry, in basis points. */
  readonly oneBoxMaxBasisPoints: number;
  readonly gate: GatePolicy;
  /** When a wave may start. Never asked by a rollback. */
  readonly windows:
    { readonly kind: 'always' } | { readonly kind: 'weekly'; readonly windows: readonly WeeklyWindow[] };
  /** Cells that may fail to deploy, per rollout, before everything is taken back. */
  readonly failureBudget: number;
  readonly rollback: RollbackPolicy;
  readonly deploy: DeployPolicy;
  /**
   * What the reconciler does about a rollout that was terminated or failed, whose cells nobody watches any more: take it back, or leave it as
   * it stands and call a person.
   */
  readonly unresolved: 'return' | 'page';
  readonly notify:
    { readonly kind: 'none' } | { readonly kind: 'webhook'; readonly url: string; readonly secretEnv: string };
};

export type Bakes = {
  readonly oneBoxMs: number;
  readonly oneCellMs: number;
  readonly oneAzMs: number;
  /** Each further AZ. */
  readonly regionMs: number;
  readonly soakMs: number;
};

/** Cells in flight at once: a share of the cells of one AZ, at least 1, at most `maxCells` (never above 400). */
export type Width = { readonly basisPoints: number; readonly maxCells: number };

export type GatePolicy = {
  readonly pollMs: number;
  /** Without one good look for this long: hold. */
  readonly blindHoldMs: number;
  /** INSUFFICIENT_DATA, or a cell red before its start, for this long: hold. */
  readonly waitingHoldMs: number;
  readonly onBlind: 'hold' | 'rollback';
  readonly afterPause: 'continue' | 'restart';
  /** Reason for rolling with waves that no alarm watches; without it such a plan is refused. */
  readonly noAlarms: string | undefined;
  /** Requests that each wave must have seen; absent: none are counted. */
  readonly minimumSamples?: MinimumSamples | undefined;
};

/** DESIGN 6, rule 8. */
export type MinimumSamples = {
  readonly metric: PolicyMetric;
  /** Least sum of the metric since the deployment. */
  readonly count: number;
  readonly per: SampleOrder['per'];
  /** Good time after which a wave that lacks them is held; a bake that is longer counts instead. */
  readonly maximumBakeMs: number;
};

/** Values of dimensions may name the cell: `{cell}`, `{account}`, `{azId}`. */
export type PolicyMetric = SampledMetric & {
  /** The same of the one-box alone. Without them the one-box wave counts nothing: what the whole cell serves tells nothing of its one-box. */
  readonly oneBoxDimensions: SampledMetric['dimensions'] | undefined;
};

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** `fromMinute`, `toMinute`: minutes after local midnight, from < to <= 1440. */
export type WeeklyWindow = {
  readonly days: readonly Weekday[];
  readonly fromMinute: number;
  readonly toMinute: number;
};

export type RollbackPolicy = {
  readonly width: Width;
  /** `az-by-az` waits for an AZ, at most `azMaxMs`, before it takes the next; `emergency` takes all AZs at once. */
  readonly pace: 'az-by-az' | 'emergency';
  readonly azMaxMs: number;
  /** Alarms must be quiet again this long after the last cell was returned, else a person is told. */
  readonly recoverWithinMs: number;
  /** The way back of a group that never had a successful deployment. */
  readonly firstDeployment: 'leave' | 'stop';
};

export type DeployPolicy = {
  /** Longest time one CodeDeploy deployment may take before it is stopped. */
  readonly timeoutMs: number;
  /** How long somebody else's active deployment is waited for. */
  readonly foreignWaitMs: number;
  /** Further tries of a deployment that failed or was stopped while going *back*. */
  readonly backTries: number;
};
