import type { Ledger } from '../../ledger';
import type { InstanceWorld, World } from '../../world';
import { batchCount, nextBatch } from './deployment-config';
import type { Deployment, DeploymentError, Ended, Order, Place, Target } from './deployment';
import { sameRevision } from './deployment';
import { longestDeploymentSeconds, type CodeDeployHooks, type DeploymentOutcome, type Pace } from './hooks';
import { noteCreated, noteEnded, noteInstance } from './note';
import { rollbackCause, rollbackOrder } from './roll-back';
import type { Store } from './store';
import { alarmThatStops } from './watch-alarms';

export type EngineParts = {
  readonly world: World;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly hooks: CodeDeployHooks;
  readonly pace: Pace;
};

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
  const { world, store, ledger, hooks, pace } = parts;
  const timers = new Map<string, (() => void)[]>();
  const simulatedMs = (seconds: number) => Math.min((seconds * 1000) / world.speed, longestTimerMs);

  function later(id: string, seconds: number, task: (deployment: Deployment) => void): void {
    const run = () => {
      const deployment = store.get(id);
      if (deployment !== undefined && deployment.progress.kind !== 'ended') task(deployment);
    };
    timers.set(id, [...(timers.get(id) ?? []), world.clock.after(simulatedMs(seconds), run)]);
  }

  function begin(place: Place, order: Order): Deployment {
    const at = world.clock.now();
    const deployment: Deployment = {
      id: store.newId(),
      place,
      order,
      createdAt: at,
      progress: { kind: 'created' },
      targets: targetsOf(place, order, at),
      rolledBackBy: undefined,
    };
    store.put(deployment);
    noteCreated(ledger, deployment);
    later(deployment.id, pace.queueSeconds / 2, queue);
    return deployment;
  }

  function queue(created: Deployment): void {
    const queued: Deployment = { ...created, progress: { kind: 'queued' } };
    store.put(queued);
    if (pace.queueSeconds === 0) start(queued);
    else later(created.id, pace.queueSeconds / 2, start);
  }

  function start(queued: Deployment): void {
    const started: Deployment = { ...queued, progress: { kind: 'in-progress', startedAt: world.clock.now() } };
    store.put(started);
    const { place, order } = started;
    if (place.group.instances.length === 0) return end(started, 'Failed', noInstances);
    later(started.id, longestDeploymentSeconds, (slow) => end(slow, 'Failed', tookTooLong));
    pollAlarms(started);
    advance(started, hooks.deploymentOutcome(place, order.revision));
  }

  /** Takes the next instances out, or ends. */
  function advance(deployment: Deployment, outcome: DeploymentOutcome): void {
    if (deployment.targets.length === 0) return end(deployment, 'Succeeded', undefined);
    const next = nextBatch(deployment.order.configName, deployment.targets);
    if (next.kind === 'succeeded') return end(deployment, 'Succeeded', undefined);
    if (next.kind === 'unhealthy') return end(deployment, 'Failed', failureOf(outcome));
    const taken = { ...deployment, targets: takeOut(deployment.targets, next.count, world.clock.now()) };
    store.put(taken);
    if (outcome.kind === 'hangs' && doneCount(taken) >= (outcome.afterInstances ?? 0)) return;
    const batchSeconds = pace.deploymentSeconds / batchCount(taken.order.configName, taken.targets.length);
    if (batchSeconds === 0) return advance(putBack(taken, outcome), outcome);
    later(taken.id, batchSeconds, (running) => {
      if (running.progress.kind === 'in-progress') advance(putBack(running, outcome), outcome);
    });
  }

  /** Ends the work on the instances that are out: they run the new revision, or failed. */
  function putBack(deployment: Deployment, outcome: DeploymentOutcome): Deployment {
    const at = world.clock.now();
    let done = doneCount(deployment);
    const targets = deployment.targets.map((target): Target => {
      if (target.status !== 'InProgress') return target;
      done += 1;
      if (outcome.kind === 'fails' && done > outcome.afterInstances)
        return { ...target, status: 'Failed', updatedAt: at, message: outcome.message };
      changeRevision(deployment, target);
      return { ...target, status: 'Succeeded', updatedAt: at };
    });
    const next = { ...deployment, targets };
    store.put(next);
    return next;
  }

  function changeRevision(deployment: Deployment, target: Target): void {
    const instance = instanceOf(deployment.place, target);
    if (instance === undefined) return;
    const fromKey = instance.revision?.key;
    instance.revision = deployment.order.revision;
    noteInstance(ledger, deployment, { at: world.clock.now(), instanceId: instance.id, fromKey });
  }

  function pollAlarms(deployment: Deployment): void {
    const settings = deployment.order.alarms ?? store.recordOf(deployment.place).settings.alarms;
    if (!settings.enabled || settings.alarms.length === 0) return;
    const look = (running: Deployment): void => {
      if (running.progress.kind !== 'in-progress') return;
      const { account, region } = running.place.cell;
      const reason = alarmThatStops(settings, (alarm) => hooks.alarmState(account, region, alarm));
      if (reason !== undefined) return end(running, 'Stopped', { code: 'ALARM_ACTIVE', message: reason });
      later(running.id, pace.alarmPollSeconds, look);
    };
    later(deployment.id, 0, look);
  }

  function requestStop(deployment: Deployment, autoRollback: boolean | undefined): boolean {
    const { progress } = deployment;
    if (progress.kind === 'created' || progress.kind === 'queued') {
      end(
        { ...deployment, progress: { kind: 'stopping', startedAt: world.clock.now(), autoRollback } },
        'Stopped',
        stopped,
      );
      return true;
    }
    if (progress.kind !== 'in-progress') return false;
    const { startedAt } = progress;
    store.put({ ...deployment, progress: { kind: 'stopping', startedAt, autoRollback } });
    later(deployment.id, pace.stopSeconds, (stopping) => end(stopping, 'Stopped', stopped));
    return false;
  }

  function end(deployment: Deployment, status: Ended['status'], error: DeploymentError | undefined): void {
    timers.get(deployment.id)?.forEach((cancel) => cancel());
    timers.delete(deployment.id);
    const at = world.clock.now();
    const ended = endedAs(deployment, { status, error, at });
    store.put(ended);
    noteEnded(ledger, ended, at);
    const order = rollbackOrder(store, ended, rollbackCause(deployment, status, error));
    if (order === undefined) return;
    const rollback = begin(ended.place, order);
    store.put({ ...ended, rolledBackBy: rollback.id });
  }

  return {
    begin,
    requestStop,
    close() {
      for (const cancels of timers.values()) cancels.forEach((cancel) => cancel());
      timers.clear();
    },
  };
}

/** Node fires a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1;

const noInstances: DeploymentError = {
  code: 'NO_INSTANCES',
  message: 'The deployment failed because no instances were found in your deployment group.',
};
const tookTooLong: DeploymentError = { code: 'TIMEOUT', message: 'The deployment took longer than 8 hours.' };
const stopped: DeploymentError = { code: 'MANUAL_STOP', message: 'The deployment was stopped by a user.' };

function failureOf(outcome: DeploymentOutcome): DeploymentError {
  if (outcome.kind === 'fails') return { code: outcome.errorCode, message: outcome.message };
  return {
    code: 'HEALTH_CONSTRAINTS',
    message: 'The overall deployment failed because too many individual instances failed.',
  };
}

function targetsOf({ group }: Place, order: Order, at: number): readonly Target[] {
  const outdated = group.instances.filter(
    ({ revision }) => !order.updateOutdatedOnly || !sameRevision(revision, order.revision),
  );
  return outdated.map(({ id }) => ({ instanceId: id, status: 'Pending', updatedAt: at, message: '' }));
}

function takeOut(targets: readonly Target[], count: number, at: number): readonly Target[] {
  let left = count;
  return targets.map((target): Target => {
    if (target.status !== 'Pending' || left === 0) return target;
    left -= 1;
    return { ...target, status: 'InProgress', updatedAt: at };
  });
}

function doneCount({ targets }: Deployment): number {
  return targets.filter(({ status }) => status === 'Succeeded' || status === 'Failed').length;
}

function instanceOf({ group }: Place, target: Target): InstanceWorld | undefined {
  return group.instances.find(({ id }) => id === target.instanceId);
}

type End = { readonly status: Ended['status']; readonly error: DeploymentError | undefined; readonly at: number };

/** Instances that were not reached are skipped; one that was out when it stopped keeps what it had. */
function endedAs(deployment: Deployment, { status, error, at }: End): Deployment {
  const { progress } = deployment;
  const startedAt = 'startedAt' in progress ? progress.startedAt : undefined;
  const targets = deployment.targets.map((target): Target =>
    target.status === 'Pending' || target.status === 'InProgress'
      ? { ...target, status: 'Skipped', updatedAt: at }
      : target,
  );
  return { ...deployment, targets, progress: { kind: 'ended', status, startedAt, endedAt: at, error } };
}
