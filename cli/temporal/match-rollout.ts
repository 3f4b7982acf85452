import type { RolloutRun } from './rollout-run';

/** What a person's shortened id means among the runs known, newest first. */
export type Match =
  | { readonly kind: 'one'; readonly run: RolloutRun }
  | { readonly kind: 'none' }
  | { readonly kind: 'many'; readonly ids: readonly string[] };

/**
 * The exactest reading that fits anything wins: the whole id, then `service:region` or the workflow's id (its latest run), then the end of an
 * id or run id, then the beginning of an id, then its release. Several runs of one id are a rollout and its returns: the newest speaks for it.
 */
export function matchRollout(asked: string, runs: readonly RolloutRun[]): Match {
  const place = asked.replace(/^rollout:/, '');
  const readings: readonly ((run: RolloutRun) => boolean)[] = [
    ({ id, runId }) => id === asked || runId === asked,
    ({ service, region }) => `${service}:${region}` === place,
    ({ id, runId }) => id.endsWith(`-${asked}`) || id.endsWith(`:${asked}`) || runId.endsWith(asked),
    ({ id }) => id.startsWith(asked),
    ({ release, region, service }) => [release, region, service].includes(asked),
  ];
  for (const [at, reads] of readings.entries()) {
    const fitting = runs.filter(reads);
    const [newest] = fitting;
    if (newest === undefined) continue;
    const ids = [...new Set(fitting.map(({ id }) => id))];
    // A place means its latest rollout; everything else must say which.
    if (ids.length === 1 || at === PLACE) return { kind: 'one', run: newest };
    return { kind: 'many', ids };
  }
  return { kind: 'none' };
}

const PLACE = 1;
