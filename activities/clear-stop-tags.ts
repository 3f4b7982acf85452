import type { Activities } from './activities';
import { currentAttempt } from './attempt';
import { toFailure } from './failures';
import { inParallel } from './in-parallel';
import type { DeployTargets } from './ports/deploy-target.port';

const CELLS_AT_ONCE = 20;

type Needs = { readonly targets: DeployTargets };

/** Removes the stop tag of this release; another release's tag is not ours to remove. */
export function createClearStopTags({ targets }: Needs): Activities['clearStopTags'] {
  return async ({ ref, cells }) => {
    const attempt = currentAttempt();
    await inParallel(cells, CELLS_AT_ONCE, async (cell) => {
      attempt.heartbeat(cell.name);
      const purpose = { kind: 'deploy', ref } as const;
      const target = targets.at({ region: ref.region, access: cell, application: cell.target.application, purpose });
      try {
        const tags = await target.stopTags(attempt.signal);
        if (tags.includes(ref.releaseDigest)) await target.clearStopTag(attempt.signal);
      } catch (error) {
        throw toFailure(error);
      }
    });
  };
}
