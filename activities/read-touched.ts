import type { Activities } from './activities';
import { currentAttempt } from './attempt';
import type { RolloutRecords } from './ports/rollout-records.port';

type Needs = { readonly records: RolloutRecords };

export function createReadTouched({ records }: Needs): Activities['readTouched'] {
  return async (run) => {
    const attempt = currentAttempt();
    return records.touchedBy(run, (progress) => attempt.heartbeat(progress));
  };
}
