import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { TypedSearchAttributes } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time';
import type { coresdk } from '@temporalio/proto';
import { parseWorkflowCode } from '@temporalio/worker/lib/worker';
import { createUnsafeRandomSource } from '@temporalio/workflow/lib/random-helpers';
import { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm';

/**
 * The SDK's V8 sandbox, in which workers run workflows, without a worker around it. Everything here is internal to the SDK, and this is the
 * only file that knows it: the SDK's version is exact in package.json, and a new one is tried here first.
 */
export type WorkflowSandbox = {
  /** The V8 context of one workflow, before its first activation. */
  readonly open: (birth: Birth) => Promise<SandboxedWorkflow>;
};

export type Job = coresdk.workflow_activation.IWorkflowActivationJob;
export type Command = coresdk.workflow_commands.IWorkflowCommand;

export type Birth = {
  readonly workflowType: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly firstRunId: string;
  readonly taskQueue: string;
  readonly parent: { readonly workflowId: string; readonly runId: string; readonly namespace: string } | undefined;
  readonly at: number;
};

/** `historyLength`: events so far. */
export type Moment = { readonly at: number; readonly historyLength: number };

export type SandboxedWorkflow = {
  /** What the workflow commands when all this happens to it. Throws what would fail the workflow task. */
  readonly activate: (jobs: readonly Job[], moment: Moment) => Promise<readonly Command[]>;
  readonly dispose: () => Promise<void>;
};

/** A limit costs a thread for each of the dozen calls of an activation, which doubles the time of a rollout; the run of tests has one. */
const NO_LIMIT = undefined as unknown as number;

export function openWorkflowSandbox(bundlePath: string, activityNames: readonly string[]): WorkflowSandbox {
  const code = parseWorkflowCode(readFileSync(bundlePath, 'utf8'), bundlePath);
  const script = new Script(code.code, { filename: code.filename });
  // Not by `create`, which hooks every promise of the process to record its stack: hundreds of rollouts would take ten times as long.
  const creator = new ReusableVMWorkflowCreator(script, code, NO_LIMIT, new Set(activityNames));
  return {
    async open(birth) {
      const workflow = await creator.createWorkflow({
        info: infoOf(birth),
        randomnessSeed: SEED,
        now: birth.at,
        showStackTraceSources: false,
      });
      return {
        async activate(jobs, moment) {
          const completion = await workflow.activate(activationOf(birth.runId, jobs, moment));
          const failure = completion.failed?.failure;
          if (failure) throw new Error(`a workflow task of ${birth.workflowId} failed: ${String(failure.stackTrace)}`);
          return completion.successful?.commands ?? [];
        },
        dispose: () => workflow.dispose(),
      };
    },
  };
}

const SEED = [1, 2, 3, 4, 5, 6, 7, 8];

/** Deprecated by the SDK, and missed by its own code. */
const stillAskedFor = { searchAttributes: {} };

function infoOf(birth: Birth): Parameters<ReusableVMWorkflowCreator['createWorkflow']>[0]['info'] {
  const { workflowType, workflowId, runId, firstRunId, taskQueue, parent, at } = birth;
  const neverCalled = (): never => {
    throw new Error('set anew by the sandbox');
  };
  return {
    ...{ workflowType, workflowId, runId, taskQueue, namespace: 'default', attempt: 1, taskTimeoutMs: 10_000 },
    ...{ firstExecutionRunId: firstRunId, originalExecutionRunId: runId, startTime: new Date(at) },
    ...{ runStartTime: new Date(at), historyLength: 1, historySize: 0, continueAsNewSuggested: false },
    ...(parent === undefined ? {} : { parent }),
    ...stillAskedFor,
    typedSearchAttributes: new TypedSearchAttributes(),
    targetWorkerDeploymentVersionChanged: false,
    unsafe: {
      now: neverCalled,
      random: createUnsafeRandomSource(neverCalled),
      isReplaying: false,
      isReplayingHistoryEvents: false,
    },
  };
}

function activationOf(
  runId: string,
  jobs: readonly Job[],
  { at, historyLength }: Moment,
): coresdk.workflow_activation.IWorkflowActivation {
  return { runId, timestamp: msToTs(at), historyLength, isReplaying: false, jobs: [...jobs] };
}
