import type { ReadTouchedOrder, TouchedRecord } from '../activities';

/** What Temporal remembers of rollouts. */
export type RunRecord = {
  readonly workflowId: string;
  readonly runId: string;
  readonly standing: RunStanding;
  /** The id people see; undefined when the run ended before it said so. */
  readonly rollout: string | undefined;
  readonly region: string | undefined;
};

export type RunStanding =
  | { readonly kind: 'open'; readonly phase: string | undefined }
  /** `outcome` undefined: unresolved. `phase`: the last it was in, also where it was terminated in it or failed. */
  | { readonly kind: 'closed'; readonly outcome: string | undefined; readonly phase: string | undefined };

export type RolloutRecords = {
  /** Newest first, bounded. */
  runsOf(workflowId: string): Promise<readonly RunRecord[]>;
  /** Rollouts of one release, in any Region. */
  runsOfRelease(releaseDigest: string): Promise<readonly RunRecord[]>;
  /** The newest run of an id; undefined when Temporal knows none. Never stale. */
  currentRun(workflowId: string): Promise<RunRecord | undefined>;
  cancel(workflowId: string, runId: string): Promise<void>;
  /** What a run had touched, from its history and those of its waves. `progress` is called now and then. */
  touchedBy(run: ReadTouchedOrder, progress: (line: string) => void): Promise<TouchedRecord>;
};
