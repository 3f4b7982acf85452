import type { Payload } from '@temporalio/common';
import type { ParentLink, Run } from './run';
import { deliver, type Server } from './server';
import type { Birth } from './workflow-sandbox';

export type Opening = {
  readonly workflowType: string;
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly input: readonly Payload[];
  readonly parent: ParentLink | undefined;
};

/** A run of an id that nobody holds. */
export async function openRun(server: Server, opening: Opening): Promise<Run> {
  const { workflowId, workflowType, taskQueue, input, parent } = opening;
  if (server.open.has(workflowId)) throw new Error(`${workflowId} is held`);
  const at = server.timeline.now();
  const runId = runIdOf(server.runs.length + 1);
  const parentName = parent === undefined ? undefined : nameOf(parent.run);
  const birth: Birth = { workflowId, workflowType, runId, firstRunId: runId, taskQueue, parent: parentName, at };
  const run = { ...emptyRun(), birth, input, parent, workflow: await server.sandbox.open(birth) };
  server.runs.push(run);
  server.open.set(workflowId, run);
  const born = { workflowType, workflowId, arguments: [...input], firstExecutionRunId: runId, attempt: 1 };
  deliver(server, run, { job: { initializeWorkflow: born }, events: 1 });
  return run;
}

function nameOf({ birth: { workflowId, runId } }: Run): Birth['parent'] {
  return { workflowId, runId, namespace: 'default' };
}

/** The last digits are what people type. */
function runIdOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

function emptyRun(): Omit<Run, 'birth' | 'input' | 'parent' | 'workflow'> {
  return {
    inbox: [],
    atOnce: [],
    activities: new Map(),
    timers: new Map(),
    children: new Map(),
    signals: new Map(),
    updates: new Map(),
    attributes: new Map(),
    commands: [],
    begun: [],
    isTaskDue: false,
    tasks: 0,
    events: 0,
    closing: undefined,
  };
}
