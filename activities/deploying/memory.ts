import type { DeployProgress, GroupResult } from '../activities';
import type { Attempt } from '../attempt';

export type Ending = 'deployed' | 'failed' | 'returned' | 'left' | 'moved' | 'unknown';

export type GroupDone = {
  readonly kind: 'done';
  readonly ending: Ending;
  readonly result: GroupResult;
  readonly why: string | undefined;
};

/** What one group's part of the work has come to. `...At` on Temporal's clock. */
export type GroupMemory = {
  readonly deploymentGroup: string;
  readonly done: GroupDone | undefined;
  /** The deployment that is followed. */
  readonly deploymentId: string | undefined;
  readonly followedSinceAt: number | undefined;
  readonly stopSentAt: number | undefined;
  readonly foreignSinceAt: number | undefined;
  /** Tries of the way back that were begun. */
  readonly tries: number;
};

/** Travels in heartbeats: survives failed attempts and dead workers, not a cancel. */
export type DeployMemory = {
  readonly groups: readonly GroupMemory[];
  /** Since when a create of an earlier attempt is in doubt: none may be sent until 15 s later. */
  readonly doubtSinceAt: number | undefined;
  /** A create was in doubt at some time: duplicates must be looked for. */
  readonly everInDoubt: boolean;
  /** Since when every look met an error. */
  readonly troubleSinceAt: number | undefined;
  readonly troubles: number;
  /** The attempt that ended without a create in doubt. Throttled heartbeats die with their worker, so anything else proves nothing. */
  readonly endedCleanly: number;
};

export type DeployHeartbeat = DeployProgress & { readonly memory: DeployMemory };

export function freshGroup(deploymentGroup: string): GroupMemory {
  return {
    deploymentGroup,
    done: undefined,
    deploymentId: undefined,
    followedSinceAt: undefined,
    stopSentAt: undefined,
    foreignSinceAt: undefined,
    tries: 0,
  };
}

/** An earlier attempt that did not say that it ended cleanly may have sent a create just before it died. */
export function recall(attempt: Attempt, deploymentGroups: readonly string[]): DeployMemory {
  const known = isHeartbeat(attempt.details) ? attempt.details.memory : undefined;
  const groups = known?.groups ?? deploymentGroups.map(freshGroup);
  const isInDoubt = attempt.number > 1 && known?.endedCleanly !== attempt.number - 1;
  return {
    groups,
    doubtSinceAt: isInDoubt ? attempt.scheduledAt : known?.doubtSinceAt,
    everInDoubt: isInDoubt || (known?.everInDoubt ?? false),
    troubleSinceAt: known?.troubleSinceAt,
    troubles: known?.troubles ?? 0,
    endedCleanly: 0,
  };
}

function isHeartbeat(details: unknown): details is DeployHeartbeat {
  return typeof details === 'object' && details !== null && 'memory' in details;
}
