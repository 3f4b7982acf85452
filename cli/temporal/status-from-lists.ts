import { OUTCOMES } from '../../waves/rollout/phases';
import type { RolloutStatus } from '../../waves/rollout/status';
import type { RolloutRun } from './rollout-run';

/** The little that search attributes say, for a run that carries no plan: one that accepts another as it stands, or has not begun. */
export function statusFromLists(run: RolloutRun): RolloutStatus {
  const sentence = run.isOpen ? `${run.phase}; no worker has told more` : 'nothing: the rollout has closed';
  return {
    id: run.id,
    service: run.service,
    region: run.region,
    release: run.release,
    digest: run.digest ?? '',
    rehearsal: false,
    phase: run.isOpen ? 'preparing' : 'closed',
    outcome: OUTCOMES.find((outcome) => outcome === run.outcome),
    startedAt: run.startedAt,
    asOf: new Date().toISOString(),
    counts: { ...run.cells, exposed: 0 },
    waves: [],
    cells: [],
    cellsLeftOut: 0,
    soak: { bakeMs: 0, goodMs: 0 },
    evidence: undefined,
    next: sentence,
    why: run.isOpen
      ? [{ subject: 'rollout', sentence, since: run.startedAt, until: undefined, command: undefined }]
      : [],
    story: [],
  };
}
