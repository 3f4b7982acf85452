import type { Deployment, DeploymentError, Ended, Order, Place } from './deployment';
import { endedAs } from './end';
import type { EngineParts, Motion } from './motion';
import { noteCreated, noteEnded } from './note';
import { rollbackCause, rollbackOrder } from './roll-back';
import { queue } from './start';
import { targetsOf } from './targets';
import { createTimers, type Timers } from './timers';

export type Engine = {
  /** Begins a deployment; the caller has checked that the group is free. */
  begin(place: Place, order: Order): Deployment;
  /** Asks a deployment that has not ended to stop. True when it stopped at once. */
  requestStop(deployment: Deployment, autoRollback: boolean | undefined): boolean;
  /** Drops every timer. */
  close(): void;
};

/** Moves deployments on, instance by instance, on the sandbox's clock. */
export function createEngine(parts: EngineParts): Engine {
  const timers = createTimers(parts.world.clock);
  const motion: Motion = {
    ...parts,
    later: (id, seconds, task) =>
      timers.add(id, (seconds * 1000) / parts.world.speed, () => {
        const deployment = parts.store.get(id);
        if (deployment !== undefined && deployment.progress.kind !== 'ended') task(deployment);
      }),
    end: (deployment, status, error) => endAndRollBack(motion, timers, { deployment, status, error }),
  };
  return {
    begin: (place, order) => begin(motion, place, order),
    requestStop: (deployment, autoRollback) => requestStop(motion, deployment, autoRollback),
    close: () => timers.dropAll(),
  };
}

function begin(motion: Motion, place: Place, order: Order): Deployment {
  const at = motion.world.clock.now();
  const deployment: Deployment = {
    id: motion.store.newId(),
    place,
    order,
    createdAt: at,
    progress: { kind: 'created' },
    targets: targetsOf(place, order, at),
    rolledBackBy: undefined,
  };
  motion.store.put(deployment);
  noteCreated(motion.ledger, deployment);
  motion.later(deployment.id, motion.pace.queueSeconds / 2, (created) => queue(motion, created));
  return deployment;
}

const stoppedByUser: DeploymentError = { code: 'MANUAL_STOP', message: 'The deployment was stopped by a user.' };

function requestStop(motion: Motion, deployment: Deployment, autoRollback: boolean | undefined): boolean {
  const { progress } = deployment;
  const stopping = (startedAt: number | undefined): Deployment => ({
    ...deployment,
    progress: { kind: 'stopping', startedAt, autoRollback },
  });
  if (progress.kind === 'created' || progress.kind === 'queued') {
    motion.end(stopping(undefined), 'Stopped', stoppedByUser);
    return true;
  }
  if (progress.kind === 'in-progress') {
    motion.store.put(stopping(progress.startedAt));
    motion.later(deployment.id, motion.pace.stopSeconds, (now) => motion.end(now, 'Stopped', stoppedByUser));
  }
  return false;
}

type End = {
  readonly deployment: Deployment;
  readonly status: Ended['status'];
  readonly error: DeploymentError | undefined;
};

function endAndRollBack(motion: Motion, timers: Timers, { deployment, status, error }: End): void {
  timers.drop(deployment.id);
  const at = motion.world.clock.now();
  const ended = endedAs(deployment, { status, error, at });
  motion.store.put(ended);
  noteEnded(motion.ledger, ended, at);
  const order = rollbackOrder(motion.store, ended, rollbackCause(deployment, status, error));
  if (order === undefined) return;
  const rollback = begin(motion, ended.place, order);
  motion.store.put({ ...ended, rolledBackBy: rollback.id });
}
