import { obey } from './commands';
import type { Server } from './server';
import type { Run } from './run';
import type { Job } from './workflow-sandbox';

/** Scheduled, started, completed. */
const EVENTS_OF_A_TASK = 3;

/** One workflow task: everything that has come is fed to the workflow, and everything that it commands is done. */
export async function runWorkflowTask(server: Server, run: Run): Promise<void> {
  run.isTaskDue = false;
  if (run.closing !== undefined) return;
  run.events += EVENTS_OF_A_TASK;
  run.tasks += 1;
  for (let jobs = inOrder(run.inbox.splice(0)); jobs.length > 0; jobs = run.atOnce.splice(0)) {
    const at = server.timeline.now();
    const commands = await run.workflow.activate(jobs, { at, historyLength: run.events });
    for (const command of commands) if (isOpen(run)) obey(server, run, command);
    if (!isOpen(run)) return run.workflow.dispose();
  }
}

function isOpen(run: Run): boolean {
  return run.closing === undefined;
}

/** As the SDK's core sorts them: the start, then what people and other workflows say, then all else. */
function inOrder(jobs: readonly Job[]): readonly Job[] {
  const rank = (job: Job): number => {
    if (job.initializeWorkflow) return 0;
    return job.signalWorkflow || job.doUpdate ? 1 : 2;
  };
  return [...jobs].sort((one, other) => rank(one) - rank(other));
}
