import { advance } from './advance';
import type { Deployment, DeploymentError } from './deployment';
import { longestDeploymentSeconds } from './hooks';
import type { Motion } from './motion';
import { alarmThatStops } from './watch-alarms';

const noInstances: DeploymentError = {
  code: 'NO_INSTANCES',
  message: 'The deployment failed because no instances were found in your deployment group.',
};
const tookTooLong: DeploymentError = { code: 'TIMEOUT', message: 'The deployment took longer than 8 hours.' };

export function queue(motion: Motion, created: Deployment): void {
  const queued: Deployment = { ...created, progress: { kind: 'queued' } };
  motion.store.put(queued);
  if (motion.pace.queueSeconds === 0) start(motion, queued);
  else motion.later(queued.id, motion.pace.queueSeconds / 2, (now) => start(motion, now));
}

function start(motion: Motion, queued: Deployment): void {
  const started: Deployment = { ...queued, progress: { kind: 'in-progress', startedAt: motion.world.clock.now() } };
  motion.store.put(started);
  const { place, order, id } = started;
  if (place.group.instances.length === 0) {
    motion.end(started, 'Failed', noInstances);
    return;
  }
  motion.later(id, longestDeploymentSeconds, (slow) => motion.end(slow, 'Failed', tookTooLong));
  watchAlarms(motion, started);
  advance(motion, started, motion.hooks.deploymentOutcome(place, order.revision));
}

/** As the real service: a deployment's own alarm settings replace the group's, and nobody looks once it has ended. */
function watchAlarms(motion: Motion, { id, order, place }: Deployment): void {
  const settings = order.alarms ?? motion.store.recordOf(place).settings.alarms;
  if (!settings.enabled || settings.alarms.length === 0) return;
  const { account, region } = place.cell;
  const look = (running: Deployment): void => {
    if (running.progress.kind !== 'in-progress') return;
    const reason = alarmThatStops(settings, (alarm) => motion.hooks.alarmState(account, region, alarm));
    if (reason === undefined) motion.later(id, motion.pace.alarmPollSeconds, look);
    else motion.end(running, 'Stopped', { code: 'ALARM_ACTIVE', message: reason });
  };
  motion.later(id, 0, look);
}
