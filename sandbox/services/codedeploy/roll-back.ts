import type { AutoRollbackEvent, Deployment, DeploymentError, Ended, Order } from './deployment';
import type { Store } from './store';

/** What an end means for an auto-rollback configuration; `asked`: the stop itself asked for the rollback. */
export type RollbackCause = { readonly event: AutoRollbackEvent; readonly asked: boolean };

export function rollbackCause(
  { progress }: Deployment,
  status: Ended['status'],
  error: DeploymentError | undefined,
): RollbackCause | undefined {
  switch (status) {
    case 'Succeeded':
      return undefined;
    case 'Failed':
      return { event: 'DEPLOYMENT_FAILURE', asked: false };
    case 'Stopped':
      if (error?.code === 'ALARM_ACTIVE') return { event: 'DEPLOYMENT_STOP_ON_ALARM', asked: false };
      if (progress.kind === 'stopping' && progress.autoRollback === false) return undefined;
      return {
        event: 'DEPLOYMENT_STOP_ON_REQUEST',
        asked: progress.kind === 'stopping' && progress.autoRollback === true,
      };
  }
}

/**
 * CodeDeploy's own rollback: a new deployment of the group's last good revision, which no alarm stops and which is itself never rolled back.
 * Undefined when the configuration does not ask for it, or nothing good was ever there.
 */
export function rollbackOrder(store: Store, ended: Deployment, cause: RollbackCause | undefined): Order | undefined {
  if (cause === undefined || ended.order.creator === 'codeDeployRollback') return undefined;
  const record = store.recordOf(ended.place);
  const good = store.get(record.successfulIds.at(-1) ?? '');
  if (good === undefined || !asksFor(store, ended, cause)) return undefined;
  return {
    revision: good.order.revision,
    configName: ended.order.configName,
    description: '',
    creator: 'codeDeployRollback',
    by: 'codedeploy.amazonaws.com',
    autoRollback: { enabled: false, events: [] },
    alarms: { enabled: false, ignorePollAlarmFailure: true, alarms: [] },
    updateOutdatedOnly: false,
    rollbackOf: ended.id,
  };
}

function asksFor(store: Store, ended: Deployment, { event, asked }: RollbackCause): boolean {
  const settings = ended.order.autoRollback ?? store.recordOf(ended.place).settings.autoRollback;
  return asked || (settings.enabled && settings.events.includes(event));
}
