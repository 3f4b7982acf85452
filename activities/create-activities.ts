import type { Activities } from './activities';
import { createAdmitRollout } from './admit-rollout';
import { createAwaitHolder } from './await-holder';
import { createClearStopTags } from './clear-stop-tags';
import { createDeployToCell } from './deploy-to-cell';
import { createFindRollouts } from './find-rollouts';
import { createLookAtAggregates } from './look-at-aggregates';
import { createLookAtCells } from './look-at-cells';
import { createNotifyPeople } from './notify-people';
import type { AlarmSource } from './ports/alarm-source.port';
import type { CellAccess } from './ports/cell-access.port';
import type { Clock } from './ports/clock.port';
import type { DeployTargets } from './ports/deploy-target.port';
import type { MetricSource } from './ports/metric-source.port';
import type { Notifier } from './ports/notifier.port';
import type { RolloutRecords } from './ports/rollout-records.port';
import type { RolloutSurvey } from './ports/rollout-survey.port';
import { createReadBaselines } from './read-baselines';
import { createReadTouched } from './read-touched';
import { createStartReturn } from './start-return';
import { createWatchAlarms } from './watch-alarms';

/** Everything outside this process that activities may use; `runtime/wiring.ts` makes the real ones. */
export type Ports = {
  readonly clock: Clock;
  readonly alarms: AlarmSource;
  readonly metrics: MetricSource;
  readonly targets: DeployTargets;
  readonly access: CellAccess;
  readonly notifier: Notifier;
  readonly records: RolloutRecords;
  readonly survey: RolloutSurvey;
};

export function createActivities(ports: Ports): Activities {
  return {
    admitRollout: createAdmitRollout(ports),
    readBaselines: createReadBaselines(ports),
    watchAlarms: createWatchAlarms(ports),
    deployToCell: createDeployToCell(ports),
    lookAtCells: createLookAtCells(ports),
    lookAtAggregates: createLookAtAggregates(ports),
    awaitHolder: createAwaitHolder(ports),
    readTouched: createReadTouched(ports),
    clearStopTags: createClearStopTags(ports),
    notifyPeople: createNotifyPeople(ports),
    findRollouts: createFindRollouts(ports),
    startReturn: createStartReturn(ports),
  };
}
