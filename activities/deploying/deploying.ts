import type { DeployOrder, DeployProgress, GroupOrder, HoldReason } from '../activities';
import type { Attempt } from '../attempt';
import type { Clock } from '../ports/clock.port';
import type { DeployTarget } from '../ports/deploy-target.port';
import type { GroupDone, GroupMemory } from './memory';

/** Everything a step of one attempt needs. */
export type Deploying = {
  readonly order: DeployOrder;
  readonly target: DeployTarget;
  readonly clock: Clock;
  readonly attempt: Attempt;
  /** Monotonic time at which the attempt began on this worker. */
  readonly beganAt: number;
  readonly doubt: Doubt;
  /** Says again where the work stands, so that a long wait does not look like a dead worker. */
  beat(): void;
};

/** Changes within an attempt, so it is the one thing here that is not readonly. */
export type Doubt = {
  sinceAt: number | undefined;
  ever: boolean;
  /** Creates that were sent in this attempt and of which nobody knows yet whether they were applied. */
  open: number;
};

export type GroupWork = { readonly group: GroupOrder; readonly memory: GroupMemory };

/** What one look at one group came to. */
export type GroupStep =
  | {
      readonly kind: 'wait';
      readonly memory: GroupMemory;
      readonly step: DeployProgress['step'];
      readonly line: string;
    }
  | GroupDone
  | GroupHeld;

/** Forward only. */
export type GroupHeld = { readonly kind: 'held'; readonly because: HoldReason; readonly why: string };

/** Now, on Temporal's clock as far as an attempt can know it: never later than the truth. */
export function temporalNow({ attempt, clock, beganAt }: Deploying): number {
  return attempt.scheduledAt + (clock.monotonic() - beganAt);
}

/** What a create that has not led to a deployment yet is waited for with: both ways go on alike. */
export function notCreated(memory: GroupMemory, because: 'busy' | 'later' | 'vanished'): GroupStep {
  switch (because) {
    case 'busy':
      return waiting(memory, 'reading', 'another deployment is active');
    case 'later':
      return waiting(memory, 'creating', 'making sure that no earlier create was applied');
    case 'vanished':
      return waiting(memory, 'creating', 'a create was lost on its way');
  }
}

export function waiting(memory: GroupMemory, step: DeployProgress['step'], line: string): GroupStep {
  return { kind: 'wait', memory, step, line: `${memory.deploymentGroup}: ${line}` };
}
