import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { Lru } from '../activities/aws/lru';
import type { FailingOfRollout, RolloutSurvey, Suspects } from '../activities/ports/rollout-survey.port';
import { termsOf, type TermsRead } from '../waves/reconciling/terms';
import { WORKFLOW_TYPES } from '../workflows/contract/ids';
import { unpack } from '../workflows/contract/packed';
import { SEARCH_ATTRIBUTES as A } from '../workflows/contract/search-attributes';
import { reasonOf } from './error-facts';
import { isGrpcFailure } from './grpc-code';
import { readForwardStart } from './read-start';

/** Temporal's own, after five tasks of a workflow have failed in a row. */
const REPORTED_PROBLEMS = defineSearchAttributeKey('TemporalReportedProblems', 'KEYWORD_LIST');

const ROLLOUTS = `WorkflowType = '${WORKFLOW_TYPES.rollout}'`;
const OPEN = `${ROLLOUTS} AND ExecutionStatus = 'Running'`;
const UNRESOLVED = `${ROLLOUTS} AND (ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled') OR (ExecutionStatus = 'Completed' AND ${A.outcome.name} IS NULL))`;
const PARTS = [WORKFLOW_TYPES.rollout, WORKFLOW_TYPES.wave, WORKFLOW_TYPES.cellDeployment, WORKFLOW_TYPES.rollback];
const FAILING = `WorkflowType IN (${PARTS.map((type) => `'${type}'`).join(', ')}) AND ExecutionStatus = 'Running' AND ${REPORTED_PROBLEMS.name} IS NOT NULL`;

/** Runs that one list is read to: of one id there may be many that ended badly, and each was settled. */
const MOST_LISTED = 2_000;

/** A run's terms never change, and reading them means unpacking a plan of up to 10,000 cells. */
const TERMS_KEPT = 500;

/** Asks Temporal's lists, and the first events of histories. */
export function createTemporalRolloutSurvey(client: Client): RolloutSurvey {
  const known = new Lru<TermsRead>(TERMS_KEPT);
  return {
    suspects: (most) => suspects(client, most),
    failing: (most) => failing(client, most),
    async termsOf(run) {
      const terms = known.get(run.runId) ?? (await readTerms(client, run));
      known.set(run.runId, terms);
      return terms;
    },
  };
}

/** Unresolved ones first: should there be more than can be looked at, those that run can wait. */
async function suspects(client: Client, most: number): Promise<Suspects> {
  const ids = new Set<string>();
  for (const query of [UNRESOLVED, OPEN])
    for await (const { workflowId } of bounded(client.workflow.list({ query }), MOST_LISTED)) {
      ids.add(workflowId);
      if (ids.size > most) return { workflowIds: [...ids].slice(0, most), more: true };
    }
  return { workflowIds: [...ids], more: false };
}

async function failing(client: Client, most: number): Promise<readonly FailingOfRollout[]> {
  const found: FailingOfRollout[] = [];
  for await (const listed of bounded(client.workflow.list({ query: FAILING }), most)) found.push(failingOf(listed));
  return found;
}

function failingOf({ workflowId, typedSearchAttributes: has }: WorkflowExecutionInfo): FailingOfRollout {
  return { workflowId, problem: (has.get(REPORTED_PROBLEMS) ?? []).join(', '), rollout: has.get(A.rollout) };
}

async function* bounded<T>(items: AsyncIterable<T>, most: number): AsyncIterable<T> {
  let left = most;
  for await (const item of items) {
    if (left <= 0) return;
    left -= 1;
    yield item;
  }
}

async function readTerms(client: Client, run: { workflowId: string; runId: string }): Promise<TermsRead> {
  try {
    const { plan } = await readForwardStart(client, run);
    return { kind: 'read', terms: termsOf(unpack(plan)) };
  } catch (error) {
    // Temporal could not be asked: the whole look is made again. Anything else lies in what is stored there, and one bad plan must not hide the others.
    if (isGrpcFailure(error)) throw error;
    return { kind: 'unreadable', why: reasonOf(error) };
  }
}
