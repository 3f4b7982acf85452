import type { Plan, PlannedWave } from './plan';

/** Cells that a rollback returns side by side. */
export type ReturnStep = {
  readonly azIds: readonly string[];
  /** Newest first. */
  readonly waves: readonly string[];
  /** Newest first; each cell once. */
  readonly cells: readonly string[];
};

export type Undoable =
  | { readonly kind: 'always' }
  /** From `wave` on a rollback leaves the release on `cells`, or what a stopped deployment has done there. */
  | { readonly kind: 'until'; readonly wave: string; readonly cells: readonly string[] };

export type ReversePlan = { readonly steps: readonly ReturnStep[]; readonly undoable: Undoable };

/** How the whole plan would be taken back. `withoutBaseline`: names of cells with a deployment group that never had a successful deployment. */
export function previewReturn(plan: Plan, withoutBaseline: ReadonlySet<string>): ReversePlan {
  const newestFirst = [...plan.waves].reverse();
  const steps = plan.policy.rollback.pace === 'emergency' ? [newestFirst] : byAz(newestFirst);
  return { steps: steps.map(toStep), undoable: undoable(plan.waves, withoutBaseline) };
}

/** Waves of one AZ follow each other, so a step ends where the AZ changes. */
function byAz(waves: readonly PlannedWave[]): readonly (readonly PlannedWave[])[] {
  const azIds = [...new Set(waves.map(({ azId }) => azId))];
  return azIds.map((azId) => waves.filter((wave) => wave.azId === azId));
}

function toStep(waves: readonly PlannedWave[]): ReturnStep {
  return {
    azIds: [...new Set(waves.map(({ azId }) => azId))],
    waves: waves.map(({ name }) => name),
    cells: [...new Set(waves.flatMap(({ cells }) => cells.map(({ name }) => name)))],
  };
}

function undoable(waves: readonly PlannedWave[], withoutBaseline: ReadonlySet<string>): Undoable {
  for (const wave of waves) {
    const cells = wave.cells.map(({ name }) => name).filter((name) => withoutBaseline.has(name));
    if (cells.length > 0) return { kind: 'until', wave: wave.name, cells };
  }
  return { kind: 'always' };
}
