import type { Payload } from '@temporalio/common';
import { requestCancel, terminate } from './close';
import { openRun } from './open-run';
import { fromPayload, toPayload } from './payloads';
import type { Run, UpdateAnswer } from './run';
import { sendSignal } from './signals';
import type { ActivityCode, Server } from './server';
import type { Timeline } from './timeline';
import type { Worker } from './worker';
import { sendUpdate } from './updates';
import { runWorkflowTask } from './workflow-task';
import type { WorkflowSandbox } from './workflow-sandbox';

/**
 * A Temporal of one process and one clock: it feeds the real workflow code what a server would, by hand, and runs the real activities. It
 * knows what cellwave's workflows command and nothing more; anything else throws.
 */
export type HandFedTemporal = {
  readonly start: (order: {
    workflowType: string;
    workflowId: string;
    taskQueue: string;
    input: unknown;
  }) => Promise<Run>;
  readonly signal: (run: Run, name: string, message: unknown) => void;
  /** Returns how to ask for its answer. */
  readonly update: (run: Run, name: string, message: unknown) => () => UpdateAnswer;
  readonly cancel: (run: Run) => void;
  readonly terminate: (run: Run) => void;
  /** Of an open run. */
  readonly query: (run: Run, name: string) => Promise<unknown>;
  readonly holder: (workflowId: string) => Run | undefined;
  readonly openRuns: () => readonly Run[];
  /** All there ever were, oldest first. */
  readonly runs: () => readonly Run[];
};

type Parts = {
  readonly timeline: Timeline;
  readonly sandbox: WorkflowSandbox;
  readonly worker: Worker;
  readonly activities: ReadonlyMap<string, ActivityCode>;
};

export function openTemporal(parts: Parts): HandFedTemporal {
  const server: Server = { ...parts, open: new Map(), runs: [], runTask: (run) => runWorkflowTask(server, run) };
  return {
    start: ({ input, ...order }) => openRun(server, { ...order, input: [toPayload(input)], parent: undefined }),
    signal: (run, name, message) => sendSignal(server, run, { name, message }),
    update(run, name, message) {
      const id = sendUpdate(server, run, { name, message });
      return () => run.updates.get(id) ?? { kind: 'sent' };
    },
    cancel: (run) => requestCancel(server, run, 'by a tester'),
    terminate: (run) => terminate(server, run),
    query: (run, name) => query(server, run, name),
    holder: (workflowId) => server.open.get(workflowId),
    openRuns: () => [...server.open.values()],
    runs: () => server.runs,
  };
}

async function query({ timeline }: Server, run: Run, name: string): Promise<unknown> {
  const job = { queryWorkflow: { queryId: 'legacy', queryType: name, arguments: [] } };
  const commands = await run.workflow.activate([job], { at: timeline.now(), historyLength: run.events });
  const answer = commands[0]?.respondToQuery;
  const payload: Payload | null | undefined = answer?.succeeded?.response;
  if (payload === undefined) throw new Error(`query ${name} failed: ${answer?.failed?.message ?? 'no answer'}`);
  return fromPayload(payload);
}
