import type { GroupOrder, TouchedCell } from '../activities/activities';
import type { CellBaselines } from '../waves/baseline';
import { touchOf, type CellInWave } from '../waves/rollout/cell-stage';
import { baselineOf } from '../waves/rollout/touched';
import type { WaveResult } from '../waves/rollout/wave-report';
import type { WaveInput, WavePayload } from '../workflows/contract/inputs';
import { unpackWave } from '../workflows/contract/packed-wave';

/** What a rollout's own history says of one of its waves. */
export type WaveOnRecord = {
  readonly input: WaveInput;
  readonly result: WaveResult | undefined;
  /** Baselines that it told its rollout of later, because somebody had moved their cells. */
  readonly reread: readonly CellBaselines[];
};

/**
 * What a wave touched whose own history has expired: the rollout's history outlives it, and holds what the wave was given, its cells'
 * baselines among it, and how it ended. Where it does not say how it ended, every cell counts as touched: looking at one that was not costs a
 * read and changes nothing.
 */
export function touchedWithoutHistory({ input, result, reread }: WaveOnRecord): readonly TouchedCell[] {
  const payload = unpackWave(input.packed);
  const newer = new Map(reread.map((one) => [one.cell, one]));
  const exempt = new Set(payload.exempt.map(({ cell }) => cell));
  const ends = new Map((result?.cells ?? []).map((end) => [end.cell, end]));
  return payload.wave.cells.flatMap(({ name }): readonly TouchedCell[] => {
    const end = ends.get(name);
    const isTouched = result === undefined ? !exempt.has(name) : end !== undefined && wasTouched(end);
    if (!isTouched) return [];
    return [
      { cell: name, wave: input.number, rounds: end?.rounds ?? 0, groups: groupsOf(payload, name, newer.get(name)) },
    ];
  });
}

/** One that was turned round, and then blocked, has been touched too. */
function wasTouched({ stage, rounds }: CellInWave): boolean {
  return touchOf(stage) !== undefined || rounds > 0;
}

function groupsOf(
  { wave, baselines, release }: WavePayload,
  name: string,
  newer: CellBaselines | undefined,
): readonly GroupOrder[] {
  const groups = wave.cells.find((cell) => cell.name === name)?.groups ?? [];
  return groups.map((group) => ({
    ...group,
    baseline:
      newer === undefined
        ? (baselines[name]?.[group.deploymentGroup] ?? { kind: 'none' })
        : baselineOf([newer], name, group.deploymentGroup),
    release,
  }));
}
