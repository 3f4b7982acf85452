import { WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { Judgement, PageDeed } from '../waves/reconciling/judgement';
import { pageWorkflowId, placeOf, WORKFLOW_TYPES } from './contract/ids';
import type { PageInput } from './contract/inputs';
import { short } from './contract/markdown';
import { SEARCH_ATTRIBUTES as A } from './contract/search-attributes';
import { TASK_QUEUES } from './contract/task-queues';
import type { page } from './page';

export type PageStart = 'called' | 'called-before' | 'no-webhook';

const MAX_SUMMARY = 200;

/** Calls a person for this cause, unless one has been called: the id of the child is the cause. It outlives whoever starts it. */
export async function startPage({ rollout, run }: Judgement, deed: PageDeed, at: number): Promise<PageStart> {
  const { notify, message } = deed;
  if (notify.kind === 'none') return 'no-webhook';
  const { service, region } = placeOf(run.workflowId);
  const release = run.release ?? 'unknown';
  const id = `${rollout}:${deed.page}`;
  const news = { event: 'needs-a-person', rollout, service, region, release, message, at } as const;
  const input: PageInput = { url: notify.url, secretEnv: notify.secretEnv, id, news };
  try {
    await startChild<typeof page>(WORKFLOW_TYPES.page, {
      args: [input],
      workflowId: pageWorkflowId(rollout, deed.page),
      taskQueue: TASK_QUEUES.orchestrator,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      staticSummary: short(message, MAX_SUMMARY),
      typedSearchAttributes: [
        { key: A.service, value: service },
        { key: A.region, value: region },
        { key: A.rollout, value: rollout },
        { key: A.release, value: release },
      ],
    });
    return 'called';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'called-before';
    throw error;
  }
}
