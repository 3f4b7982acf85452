import type { Job, WorkflowSandbox } from './workflow-sandbox';
import { PACE } from './pace';
import { idOf, type Run } from './run';
import type { Timeline } from './timeline';
import type { Worker } from './worker';

/** An activity by its type; run inside the SDK's activity context. */
export type ActivityCode = (input: unknown) => Promise<unknown>;

/** What all of Temporal's parts share. */
export type Server = {
  readonly timeline: Timeline;
  readonly sandbox: WorkflowSandbox;
  readonly worker: Worker;
  readonly activities: ReadonlyMap<string, ActivityCode>;
  /** Who holds a workflow id. */
  readonly open: Map<string, Run>;
  /** All there ever were, oldest first. */
  readonly runs: Run[];
  readonly runTask: (run: Run) => Promise<void>;
};

export type News = { readonly job: Job | undefined; readonly events: number };

/** Something has happened to a run: it goes into its history, and the next workflow task brings it. */
export function deliver({ timeline, runTask }: Server, run: Run, { job, events }: News): void {
  if (run.closing !== undefined) return;
  if (job !== undefined) run.inbox.push(job);
  run.events += events;
  if (run.isTaskDue) return;
  run.isTaskDue = true;
  timeline.later(PACE.task, `task of ${idOf(run)}`, () => runTask(run));
}
