import type { SearchAttributePair } from '@temporalio/common';
import type { Plan } from '../../waves/plan';
import { short } from './markdown';
import { planMarkdown } from './plan-markdown';
import { SEARCH_ATTRIBUTES as A } from './search-attributes';
import type { AcceptInput, ReturnInput, RolloutInput } from './inputs';
import { TASK_QUEUES } from './task-queues';

/** What a start gives to Temporal besides the input, so that lists and pages speak from the first moment, with or without workers. */
export type StartOptions = {
  readonly typedSearchAttributes: SearchAttributePair[];
  readonly staticSummary: string;
  readonly staticDetails: string;
};

/** Temporal refuses summaries above 400 bytes. */
const MAX_SUMMARY = 200;

export function forwardStart(plan: Plan, by: string): StartOptions {
  const rehearsal = plan.policy.purpose.kind === 'rehearsal' ? 'REHEARSAL: ' : '';
  return {
    typedSearchAttributes: planAttributes(plan, by),
    staticSummary: short(`${rehearsal}${what(plan)} in ${plan.waves.length} waves, by ${by}`, MAX_SUMMARY),
    staticDetails: planMarkdown(plan),
  };
}

/** Of a preflight for `start`, `plan --live` or `doctor`. */
export function preflightStart(plan: Plan, by: string): StartOptions {
  return {
    typedSearchAttributes: planAttributes(plan, by),
    staticSummary: short(`look before ${what(plan)}, for ${by}`, MAX_SUMMARY),
    staticDetails: planMarkdown(plan),
  };
}

export type SettlingInput = ReturnInput | AcceptInput;

export type SettlingStart = StartOptions & {
  readonly workflowId: string;
  readonly workflowIdConflictPolicy: 'FAIL';
  readonly workflowIdReusePolicy: 'ALLOW_DUPLICATE';
  readonly taskQueue: string;
  readonly memo: Readonly<Record<string, string>>;
  readonly args: [RolloutInput];
};

/**
 * All that a client needs to start the run that takes an earlier one back, or settles it as it stands: whoever starts it, a person or the
 * reconciler. Under the same id, and only while no run of it is open.
 */
export function settlingStart(input: SettlingInput, release: string): SettlingStart {
  const { of, word } = input;
  return {
    ...settlingOptions(input),
    workflowId: of.workflowId,
    workflowIdConflictPolicy: 'FAIL',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    taskQueue: TASK_QUEUES.orchestrator,
    memo: { release, by: word.by, reason: word.reason },
    args: [input],
  };
}

function settlingOptions({ kind, service, region, of, word }: SettlingInput): StartOptions {
  const verb = kind === 'return' ? 'take back' : 'accept as it stands:';
  return {
    typedSearchAttributes: [
      { key: A.service, value: service },
      { key: A.region, value: region },
      { key: A.rollout, value: of.rollout },
      { key: A.initiator, value: word.by },
      { key: A.phase, value: 'preparing' },
    ],
    staticSummary: short(`${verb} ${of.rollout}, by ${word.by}: ${word.reason}`, MAX_SUMMARY),
    staticDetails: `**${verb} ${of.rollout}**, run \`${of.runId}\`\n\nAsked for by ${word.by}: ${short(word.reason, 500)}`,
  };
}

function planAttributes(plan: Plan, by: string): SearchAttributePair[] {
  const cells = new Set(plan.waves.flatMap((wave) => wave.cells.map(({ name }) => name)));
  return [
    { key: A.service, value: plan.service },
    { key: A.region, value: plan.region },
    { key: A.release, value: plan.release.version },
    { key: A.digest, value: plan.release.digest },
    { key: A.initiator, value: by },
    { key: A.phase, value: 'preparing' },
    { key: A.cellsTotal, value: cells.size },
  ];
}

function what({ service, release, region }: Plan): string {
  return `${service} ${release.version} to ${region}`;
}
