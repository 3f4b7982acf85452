import type { RunRecord } from '../../waves/reconciling/run-record';
import type { ReturnInput } from '../../workflows/contract/inputs';
import type { ReadTouchedOrder, TouchedRecord } from '../activities';

/** What Temporal remembers of rollouts. */
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
  /** Starts the run that takes an earlier one back, under the same id; undefined when somebody holds that id. */
  startReturn(input: ReturnInput, release: string): Promise<{ readonly runId: string } | undefined>;
};
