import type { DeployOrder, DeployProgress, DeployResult } from '../activities';
import type { Attempt } from '../attempt';
import type { Clock } from '../ports/clock.port';
import type { DeployTargets } from '../ports/deploy-target.port';
import { stepBack } from './back-group';
import { conclude, concludeHeld } from './conclude';
import type { Deploying, Doubt, GroupStep } from './deploying';
import { stepForward } from './forward-group';
import {
  freshGroup,
  recall,
  type DeployHeartbeat,
  type DeployMemory,
  type GroupDone,
  type GroupMemory,
} from './memory';

/** One attempt's work on a cell, and what it has to remember for the next. */
export type CellWork = {
  readonly deploying: Deploying;
  memory: DeployMemory;
  progress: DeployProgress;
};

export type CellLook =
  | { readonly kind: 'over'; readonly result: DeployResult }
  /** `isFresh`: something new was begun, so that it is worth looking soon. */
  | { readonly kind: 'wait'; readonly line: string; readonly isFresh: boolean };

export type DeployNeeds = { readonly targets: DeployTargets; readonly clock: Clock };

export function beginWork({ targets, clock }: DeployNeeds, order: DeployOrder, attempt: Attempt): CellWork {
  const { ref, cell } = order;
  const { region } = ref;
  const memory = recall(
    attempt,
    order.groups.map(({ deploymentGroup }) => deploymentGroup),
  );
  const target = targets.at({
    region,
    access: cell,
    application: cell.target.application,
    purpose: { kind: 'deploy', ref },
  });
  const doubt: Doubt = { sinceAt: memory.doubtSinceAt, ever: memory.everInDoubt, open: 0 };
  const beat = (): void => attempt.heartbeat(heartbeatOf(work));
  const deploying: Deploying = { order, target, clock, attempt, beganAt: clock.monotonic(), doubt, beat };
  const [first] = order.groups;
  const work: CellWork = {
    deploying,
    memory,
    progress: {
      deploymentGroup: first?.deploymentGroup ?? '',
      deploymentId: undefined,
      step: 'reading',
      line: 'begins',
    },
  };
  return work;
}

function heartbeatOf({ memory, progress, deploying: { doubt } }: CellWork): DeployHeartbeat {
  return { ...progress, memory: { ...memory, doubtSinceAt: doubt.sinceAt, everInDoubt: doubt.ever } };
}

/** To be called last in an attempt: lets the next one create at once, if no create of this one is in doubt. */
export function endCleanly(work: CellWork): void {
  const { attempt, doubt } = work.deploying;
  if (doubt.open === 0) work.memory = { ...work.memory, endedCleanly: attempt.number };
  work.deploying.beat();
}

/** Forward one group after the other, back all at once: the way back has no reason to wait. */
export function lookAtCell(work: CellWork): Promise<CellLook> {
  return work.deploying.order.direction === 'forward' ? lookForward(work) : lookBack(work);
}

async function lookForward(work: CellWork): Promise<CellLook> {
  const { order, doubt } = work.deploying;
  const done: GroupDone[] = [];
  for (const group of order.groups) {
    const memory = memoryOf(work, group.deploymentGroup);
    const step = memory.done ?? (await stepForward(work.deploying, { group, memory }));
    if (step.kind === 'wait') return waitFor(work, [step]);
    if (step.kind === 'held')
      return { kind: 'over', result: concludeHeld(order.groups, { done, everInDoubt: doubt.ever }, step) };
    remember(work, { ...memory, done: step });
    done.push(step);
    if (step.ending !== 'deployed') break;
  }
  return { kind: 'over', result: conclude(order.groups, done) };
}

async function lookBack(work: CellWork): Promise<CellLook> {
  const { order } = work.deploying;
  // All are waited for, also when one fails: no attempt may end while a create of it is on its way.
  const settled = await Promise.allSettled(
    order.groups.map(async (group) => {
      const memory = memoryOf(work, group.deploymentGroup);
      const step = memory.done ?? (await stepBack(work.deploying, { group, memory }));
      if (step.kind === 'done') remember(work, { ...memory, done: step });
      return step;
    }),
  );
  const steps = settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
  const waiting = steps.filter((step) => step.kind === 'wait');
  if (waiting.length > 0) return waitFor(work, waiting);
  return {
    kind: 'over',
    result: conclude(
      order.groups,
      steps.filter((step) => step.kind === 'done'),
    ),
  };
}

type Waiting = Extract<GroupStep, { kind: 'wait' }>;

function waitFor(work: CellWork, steps: readonly Waiting[]): CellLook {
  const isFresh = steps.some(
    ({ memory }) => memory.deploymentId !== memoryOf(work, memory.deploymentGroup).deploymentId,
  );
  for (const { memory } of steps) remember(work, memory);
  const line = steps.map((step) => step.line).join('; ');
  const [first] = steps;
  if (first !== undefined) {
    const { deploymentGroup, deploymentId } = first.memory;
    work.progress = { deploymentGroup, deploymentId, step: first.step, line };
  }
  return { kind: 'wait', line, isFresh };
}

function memoryOf({ memory }: CellWork, deploymentGroup: string): GroupMemory {
  return memory.groups.find((group) => group.deploymentGroup === deploymentGroup) ?? freshGroup(deploymentGroup);
}

function remember(work: CellWork, group: GroupMemory): void {
  const groups = work.memory.groups.map((known) => (known.deploymentGroup === group.deploymentGroup ? group : known));
  work.memory = { ...work.memory, groups };
}
