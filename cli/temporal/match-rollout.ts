import type { RolloutRun } from './rollout-run';

/** What a person's shortened id means among the runs known, newest first. */
export type Match =
  | { readonly kind: 'one'; readonly run: RolloutRun }
  | { readonly kind: 'none' }
  | { readonly kind: 'many'; readonly ids: readonly string[] };

/**
 * The exactest reading that fits anything wins: the whole id, then `service:region` or the workflow's id (its latest run), then a whole part
 * of an id, then the beginning or the end of an id or of one of its parts. Several runs of one id are a rollout and its returns: the newest
 * speaks for it.
 */
export function matchRollout(asked: string, runs: readonly RolloutRun[]): Match {
  if (asked === '') return { kind: 'none' };
  const place = asked.replace(/^rollout:/, '');
  const readings: readonly ((run: RolloutRun) => boolean)[] = [
    ({ id, runId }) => id === asked || runId === asked,
    ({ service, region }) => `${service}:${region}` === place,
    (run) => partsOf(run).includes(asked),
    (run) => [run.id, run.runId, ...partsOf(run)].some((part) => part.startsWith(asked) || part.endsWith(asked)),
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

/** Of `payments:us-west-2:v1.4.0-3f9c2a`: the short id `v1.4.0-3f9c2a`, `3f9c2a`, the release, the service, the Region. */
function partsOf({ id, release, service, region }: RolloutRun): readonly string[] {
  const short = id.slice(`${service}:${region}:`.length);
  return [short, short.slice(`${release}-`.length), release, service, region];
}
