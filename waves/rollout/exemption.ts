import { assertNever } from '../../alarms/assert-never';
import type { CellStage } from './cell-stage';
import type { RolloutState, WaveRecord } from './rollout-state';

type Exempt = Extract<CellStage, { kind: 'exempt' }>;

/** Whether a wave leaves the cell out because a person said so; undefined also when it was said too late, or nobody knows yet. */
export function exemptionIn({ stage }: WaveRecord, cell: string, exempt: RolloutState['exempt']): Exempt | undefined {
  const word = exempt.find((known) => known.cell === cell)?.word;
  if (word === undefined) return undefined;
  const left: Exempt = { kind: 'exempt', by: word.by, reason: word.reason };
  switch (stage.kind) {
    case 'pending':
      return left;
    case 'running':
      // Whom it leaves out it does not take in again, so that an old report tells it too.
      return word.at < stage.startedAt || stage.report?.stages[cell] === 'exempt' ? left : undefined;
    case 'lost':
      return word.at < stage.startedAt ? left : undefined;
    case 'ended':
      return stage.result.cells.some((one) => one.cell === cell && one.stage.kind === 'exempt') ? left : undefined;
    default:
      return assertNever(stage);
  }
}

/** Every cell that a person has exempted and that no wave has touched since, in the order in which that was said. */
export function exemptedCells({ waves, exempt }: RolloutState): readonly (Exempt & { readonly cell: string })[] {
  return exempt.flatMap(({ cell }) => {
    const own = waves.filter(({ wave }) => wave.cells.some(({ name }) => name === cell));
    const [left] = own.flatMap((record) => exemptionIn(record, cell, exempt) ?? []);
    return left === undefined ? [] : [{ ...left, cell }];
  });
}

/** Whether a person can still exempt the cell; `unless-begun`: its wave runs and knows better. */
export function exemptable({ waves }: RolloutState, cell: string): 'yes' | 'unless-begun' | 'no' {
  const open = waves.filter(
    ({ wave, stage }) =>
      (stage.kind === 'pending' || stage.kind === 'running') && wave.cells.some(({ name }) => name === cell),
  );
  if (open.length === 0) return 'no';
  return open.some(({ stage }) => stage.kind === 'running') ? 'unless-begun' : 'yes';
}
