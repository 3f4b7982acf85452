import { assertNever } from '../alarms/assert-never';
import type { PlannedWave, Refusal } from './plan';
import { waveName } from './wave-name';

/** S3: one-box before its cell, cell before its AZ, AZ before the Region; and every AZ in one piece. */
export function checkOrder(waves: readonly PlannedWave[]): readonly Refusal[] {
  if (waves.length === 0) return [refuse('S3', 'the plan has no waves')];
  const broken = waves.flatMap((wave, index) => {
    const why = misplaced(wave, waves.slice(0, index));
    return why === undefined ? [] : [refuse('S3', `wave ${wave.name} ${why}`)];
  });
  return [...broken, ...checkNumbers(waves), ...checkParts(waves)];
}

/** Why a wave may not come after those before it. */
function misplaced(wave: PlannedWave, before: readonly PlannedWave[]): string | undefined {
  const first = before[0];
  const last = before.at(-1);
  switch (wave.kind) {
    case 'one-box':
      return first === undefined ? undefined : 'is a one-box wave, but not the first';
    case 'one-cell':
      return misplacedOneCell(wave, before);
    case 'one-az':
      if (last?.kind !== 'one-cell' && last?.kind !== 'one-az') return 'takes an AZ of which no cell was tried';
      return wave.azId === first?.azId ? undefined : `takes ${wave.azId}, which is not the first cell's AZ`;
    case 'region':
      if (last === undefined || last.kind === 'one-box') return 'takes a further AZ before one cell was tried';
      if (last.kind === 'region' && last.azId === wave.azId) return undefined;
      return before.some(({ azId }) => azId === wave.azId) ? `comes back to ${wave.azId}` : undefined;
    default:
      return assertNever(wave.kind);
  }
}

function misplacedOneCell(wave: PlannedWave, before: readonly PlannedWave[]): string | undefined {
  const [box, ...others] = before;
  if (others.length > 0 || (box !== undefined && box.kind !== 'one-box'))
    return 'is a one-cell wave, but others came before';
  const cell = wave.cells[0];
  if (box !== undefined && box.cells[0]?.name !== cell?.name) return 'is not the cell of the one-box';
  const skipsBox = box === undefined && cell?.target.oneBox.kind === 'group';
  return skipsBox ? `skips the one-box of ${cell.name}` : undefined;
}

function checkNumbers(waves: readonly PlannedWave[]): readonly Refusal[] {
  return waves
    .filter((wave, index) => wave.number !== index + 1 || wave.name !== waveName(wave))
    .map((wave) => refuse('input', `wave ${wave.name} has the wrong number or name`));
}

/** Parts of one AZ follow each other, 1 to n, and every other wave is one part of one. */
function checkParts(waves: readonly PlannedWave[]): readonly Refusal[] {
  return waves
    .filter((wave, index) => !continues(wave, waves[index - 1]) || !isContinued(wave, waves[index + 1]))
    .map((wave) =>
      refuse('S3', `wave ${wave.name} is part ${wave.part.number} of ${wave.part.of}, but its neighbours do not fit`),
    );
}

function continues({ part, azId, kind }: PlannedWave, before: PlannedWave | undefined): boolean {
  if (part.number === 1) return before?.azId !== azId || before.kind !== kind;
  if (before === undefined || before.azId !== azId || before.kind !== kind) return false;
  return before.part.number === part.number - 1 && before.part.of === part.of;
}

function isContinued({ part }: PlannedWave, next: PlannedWave | undefined): boolean {
  return part.number === part.of || next?.part.number === part.number + 1;
}

function refuse(rule: string, message: string): Refusal {
  return { kind: 'refused', rule, message, remedy: 'plan again with this version of cellwave' };
}
